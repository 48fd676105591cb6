package dev.samovar.process;

/// Whether functions of isolation `PROCESS` may run where this machine has no sandbox for them.
public enum SandboxUse {
    /// They are refused.
    REQUIRED,
    /// They run without one, as trusted functions do: they can reach the host's network, its files as far as its user
    /// can, and the files and the Runtime API of each other.
    OPTIONAL
}
