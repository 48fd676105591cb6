package dev.samovar.nodejs.graal.brotli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The words that every decoder knows: appendix A of RFC 7932.
final class Dictionary {
    /// How many bits choose a word, by its length.
    private static final int[] BITS = {
        0, 0, 0, 0, 10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5
    };

    private static final byte[] WORDS = words();

    private Dictionary() {}

    static byte[] words() {
        try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.bin")) {
            if (in == null) throw new IllegalStateException("the jar lacks Brotli's dictionary");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The word of a length at an address, changed as the address says.
    static byte[] word(int length, long address) {
        if (length < 4 || length >= BITS.length) throw Corrupted.by(Flaw.DICTIONARY);
        long change = address >> BITS[length];
        if (change >= Transform.count()) throw Corrupted.by(Flaw.TRANSFORM);
        int at = (int) (address & ((1 << BITS[length]) - 1)) * length;
        for (int shorter = 4; shorter < length; shorter++) at += shorter << BITS[shorter];
        return Transform.at((int) change).apply(WORDS, at, length);
    }
}
