package dev.samovar.cli;

/// What the command ends with.
final class ExitStatus {
    /// It did what was asked.
    static final int OK = 0;
    /// The function ran and failed; or `doctor` misses something that is needed.
    static final int FAILED = 1;
    /// The command line is wrong: nothing was asked of the runtime.
    static final int WRONG_USE = 2;
    /// The runtime refused.
    static final int REFUSED = 3;
    /// Told to the launcher alone: start again, with the debugger's door open.
    static final int NEEDS_DEBUGGER = 86;
    /// Nothing answers at the endpoint, its port is taken, or another part of the machine does not do its part;
    /// or the command has a bug.
    static final int BROKEN = 70;

    private ExitStatus() {}
}
