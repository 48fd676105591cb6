package dev.samovar.nodejs.graal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// A stream of Brotli's that is decoded. The decoder takes its bytes itself and cannot wait for more, so it
/// begins when all are there.
final class BrotliDecoding {
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private @Nullable BrotliInputStream decoder;
    private @Nullable ByteArrayInputStream source;
    private @Nullable String failure;

    /// What went wrong: `end` if the stream ends early, another word if it is none; null if nothing did.
    @Nullable
    String failure() {
        return failure;
    }

    /// Takes some bytes, and gives as many as there is room for when they were the last. Answers how much room
    /// is left.
    int process(Bytes in, Bytes out, boolean last) {
        collected.write(in.array(), in.from(), in.length());
        if (!last) return out.length();
        int done = 0;
        try {
            while (done < out.length()) {
                int count = begun().read(out.array(), out.from() + done, out.length() - done);
                if (count <= 0) break;
                done += count;
            }
        } catch (IOException e) {
            failure = source != null && source.available() == 0 ? "end" : "format";
        }
        out.written();
        return out.length() - done;
    }

    private BrotliInputStream begun() throws IOException {
        var there = decoder;
        if (there != null) return there;
        var from = new ByteArrayInputStream(collected.toByteArray());
        source = from;
        var made = new BrotliInputStream(from);
        decoder = made;
        return made;
    }
}
