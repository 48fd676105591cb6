package dev.samovar.nodejs.graal;

import java.util.function.Supplier;

/// Gives what an encoder makes as there is room for it.
final class Outlet {
    private final Supplier<byte[]> encoder;
    private byte[] encoded = {};
    private int given;

    Outlet(Supplier<byte[]> encoder) {
        this.encoder = encoder;
    }

    /// Answers how much room is left.
    int give(Bytes out) {
        int done = 0;
        while (done < out.length()) {
            if (given == encoded.length) {
                encoded = encoder.get();
                given = 0;
                if (encoded.length == 0) break;
            }
            int count = Math.min(out.length() - done, encoded.length - given);
            System.arraycopy(encoded, given, out.array(), out.from() + done, count);
            given += count;
            done += count;
        }
        out.written();
        return out.length() - done;
    }
}
