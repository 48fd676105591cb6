package dev.samovar.java.child;

/// The kinds of frames, as [dev.samovar.spi.ProcessCommand] tells of them.
final class Kind {
    static final int HELLO = 0;
    static final int SPECIALISE = 1;
    static final int INVOKE = 2;
    static final int READY = 3;
    static final int INIT_FAILED = 4;
    static final int RETURNED = 5;
    static final int FAILED = 6;
    static final int STREAM = 7;
    static final int PIECE = 8;
    static final int STREAM_END = 9;
    static final int DONE = 10;

    private Kind() {}
}
