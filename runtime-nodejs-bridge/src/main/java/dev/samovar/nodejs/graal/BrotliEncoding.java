package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.brotli.BrotliEncoder;

/// A stream of Brotli's that is encoded: it takes all it is given, and keeps what there is no room for.
final class BrotliEncoding {
    private static final int FLUSH = 1;
    private static final int FINISH = 2;
    private static final int METADATA = 3;
    private static final int LONGEST_METADATA = 1 << 24;

    private final BrotliEncoder encoder;
    private final Outlet outlet;
    private boolean finished;

    BrotliEncoding(int quality, int windowBits) {
        encoder = new BrotliEncoder(quality, windowBits);
        outlet = new Outlet(encoder::take);
    }

    /// Does one of Brotli's operations. Answers how much room is left, or -1 where the operation is not possible.
    int process(Bytes in, Bytes out, int operation) {
        if (in.length() > 0 && (finished || (operation == METADATA && in.length() > LONGEST_METADATA))) return -1;
        if (operation != METADATA) encoder.encode(in.array(), in.from(), in.length());
        if (operation == METADATA && in.length() > 0) encoder.metadata(in.array(), in.from(), in.length());
        else if (operation == FLUSH || operation == METADATA) encoder.flush();
        if (operation == FINISH && !finished) {
            encoder.finish();
            finished = true;
        }
        return outlet.give(out);
    }
}
