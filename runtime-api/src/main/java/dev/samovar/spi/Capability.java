package dev.samovar.spi;

/// What a [Bridge] can do; checked when a function is written.
public enum Capability {
    /// It can prepare instances before it is known what they will run.
    BLANKS,
    /// Its functions can answer with a stream.
    STREAMING,
    /// It can take and restore snapshots of initialised instances.
    SNAPSHOT,
    /// It can end an instance that does not want to end.
    KILL,
    /// It enforces the function's memory.
    MEMORY_LIMIT,
    /// It enforces which hosts a function may reach.
    NETWORK_POLICY,
    /// Its instances can serve an invocation on any thread, the caller's among them.
    CALLER_RUNS
}
