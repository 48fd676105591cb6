package dev.samovar.process;

/// The kinds of frames between this JVM and a child that waits for its function, as in the bootstraps of the engines.
final class Kind {
    /// To the child: the function it runs. Parts: the directories of code, layers and files; what the runtime is
    /// configured with; then names and values of environment variables.
    static final int SPECIALISE = 1;

    /// To the child: an invocation. Parts: what the runtime is told of it, then the event.
    static final int INVOKE = 2;

    /// From the child: it is initialised.
    static final int READY = 3;

    /// From the child: it cannot be initialised. Parts: type, message and body of the error.
    static final int INIT_FAILED = 4;

    /// From the child: the answer.
    static final int RETURNED = 5;

    /// From the child: type, message and body of an error.
    static final int FAILED = 6;

    /// From the child: the content type of an answer in pieces.
    static final int STREAM = 7;

    /// From the child: a piece of the answer.
    static final int PIECE = 8;

    /// From the child: the answer in pieces has ended.
    static final int STREAM_END = 9;

    /// From the child: the invocation is over. Part: the most memory it had, in bytes.
    static final int DONE = 10;

    /// From the child: it ends with a status.
    static final int EXIT = 11;

    /// From the child: files for the cache. Parts: names and contents.
    static final int KEEP = 12;

    private Kind() {}
}
