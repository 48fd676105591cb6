package dev.samovar.spi;

/// The kinds of frames between this JVM and a child that waits for its function, as [ProcessCommand] tells of them.
/// The bootstraps of scripts have the same numbers.
public final class FrameKind {
    /// From the child: it is there. Part: the token.
    public static final int HELLO = 0;

    /// To the child: the function it runs. Parts: the directories of code, layers and files; what the runtime is
    /// configured with; then names and values of environment variables.
    public static final int SPECIALISE = 1;

    /// To the child: an invocation. Parts: what the runtime is told of it, then the event.
    public static final int INVOKE = 2;

    /// From the child: it is initialised.
    public static final int READY = 3;

    /// From the child: it cannot be initialised. Parts: type, message and body of the error.
    public static final int INIT_FAILED = 4;

    /// From the child: the answer.
    public static final int RETURNED = 5;

    /// From the child: type, message and body of an error.
    public static final int FAILED = 6;

    /// From the child: the content type of an answer in pieces.
    public static final int STREAM = 7;

    /// From the child: a piece of the answer.
    public static final int PIECE = 8;

    /// From the child: the answer in pieces has ended.
    public static final int STREAM_END = 9;

    /// From the child: the invocation is over. Part: the most memory it had, in bytes.
    public static final int DONE = 10;

    /// From the child: it ends with a status.
    public static final int EXIT = 11;

    /// From the child: files for the cache. Parts: names and contents.
    public static final int KEEP = 12;

    private FrameKind() {}
}
