package dev.samovar.nodejs.graal.brotli;

/// How far back copies reach: the last four distances, and how a code tells another.
final class Distances {
    static final int MOST = 0x7ffffffc;

    private static final int[] STEPS = {-1, 1, -2, 2, -3, 3};

    private final int[] last = {4, 11, 15, 16};
    private int postfixBits;
    private int direct;

    void tune(int postfixBits, int direct) {
        this.postfixBits = postfixBits;
        this.direct = direct;
    }

    int alphabet(boolean large) {
        return 16 + direct + ((large ? 62 : 24) << (postfixBits + 1));
    }

    /// How many of the alphabet's symbols stay below the largest distance.
    int used(boolean large) {
        if (!large) return alphabet(false);
        long offset = (((long) MOST - direct) >> postfixBits) + 4;
        int bits = 62 - Long.numberOfLeadingZeros(offset);
        int group = ((bits - 1) << 1 | (int) (offset >> bits & 1)) - 1;
        return ((group + 1) << postfixBits) + direct + 16;
    }

    int last() {
        return last[0];
    }

    void remember(int distance) {
        System.arraycopy(last, 0, last, 1, 3);
        last[0] = distance;
    }

    /// The distance that a code and what follows it stand for.
    long read(BitReader bits, int code) {
        if (code < 4) return last[code];
        if (code < 16) {
            int distance = last[code < 10 ? 0 : 1] + STEPS[(code - 4) % 6];
            return distance > 0 ? distance : Long.MAX_VALUE;
        }
        int beyond = code - 16 - direct;
        if (beyond < 0) return code - 15L;
        int postfix = beyond & ((1 << postfixBits) - 1);
        int high = beyond >> postfixBits;
        int count = 1 + (high >> 1);
        long offset = ((2L + (high & 1)) << count) - 4 + bits.read(count);
        return (offset << postfixBits) + postfix + direct + 1;
    }
}
