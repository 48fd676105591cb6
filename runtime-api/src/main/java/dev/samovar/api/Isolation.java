package dev.samovar.api;

/// How strongly an environment is kept apart from the host and from other functions. A host sets the floor, a
/// function may raise it.
public enum Isolation {
    /// The function is code of the host itself: answered at the deadline, nothing else is promised.
    HOST,
    /// Trusted, possibly buggy code, kept apart from the host's and from other functions' and killed when it loops.
    /// Its engine runs it inside this JVM, with a class loader or a JavaScript context of its own, or in a child
    /// process that is no sandbox. Memory is not enforced, and this is **no boundary for hostile code**.
    IN_PROCESS,
    /// Code that is not trusted: a child process with its own memory limit, sandboxed by the operating system.
    PROCESS
}
