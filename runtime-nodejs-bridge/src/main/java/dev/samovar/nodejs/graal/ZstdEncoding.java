package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.zstd.ZstdEncoder;

/// A stream of Zstandard's that is encoded: it takes all it is given, and keeps what there is no room for.
final class ZstdEncoding {
    private static final int CONTINUE = 0;
    private static final int FLUSH = 1;
    private static final int END = 2;

    private final int level;
    private final boolean checked;
    private final long promised;
    private final byte[] dictionary;
    private final Outlet outlet = new Outlet(this::take);
    private ZstdEncoder encoder;
    private boolean begun;
    private boolean finished;

    /// @param promised how many bytes will come, or -1
    ZstdEncoding(int level, boolean checked, long promised, byte[] dictionary) {
        this.level = level;
        this.checked = checked;
        this.promised = promised;
        this.dictionary = dictionary;
        encoder = new ZstdEncoder(level, checked, promised, dictionary);
    }

    /// Answers how much room is left, or -1 if it is another number of bytes than was promised.
    int process(Bytes in, Bytes out, int operation) {
        if (finished && in.length() > 0) {
            finished = begun = false;
            encoder = new ZstdEncoder(level, checked, promised, dictionary);
        }
        if (operation == CONTINUE || operation == FLUSH) begun = true;
        encoder.encode(in.array(), in.from(), in.length());
        // What comes in one piece is as long as it is, whatever was promised.
        if (begun && promised >= 0 && (operation == END ? encoder.length() != promised : encoder.length() > promised))
            return -1;
        if (operation == FLUSH) encoder.flush();
        if (operation == END && !finished) {
            encoder.finish();
            finished = true;
        }
        return outlet.give(out);
    }

    private byte[] take() {
        return encoder.take();
    }
}
