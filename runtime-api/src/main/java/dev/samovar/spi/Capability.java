package dev.samovar.spi;

/// What a [Bridge] can do beyond what every bridge does.
public enum Capability {
    /// It can prepare instances before it is known what they will run.
    BLANKS,
    /// Its instances can serve an invocation on any thread, the caller's among them.
    CALLER_RUNS
}
