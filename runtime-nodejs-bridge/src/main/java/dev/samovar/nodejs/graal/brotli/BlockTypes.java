package dev.samovar.nodejs.graal.brotli;

import org.jspecify.annotations.Nullable;

/// The blocks that literals, commands or distances are divided into: of which type one is, and where it ends.
final class BlockTypes {
    private static final int[] BITS = {2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24
    };
    private static final int[] BASE = new int[BITS.length];

    static {
        BASE[0] = 1;
        for (int i = 1; i < BITS.length; i++) BASE[i] = BASE[i - 1] + (1 << BITS[i - 1]);
    }

    private int count;
    private int type;
    private int before = 1;
    private int left = 1 << 24;
    private @Nullable PrefixTable types;
    private @Nullable PrefixTable lengths;

    int count() {
        return count;
    }

    int type() {
        return type;
    }

    /// How many elements of the block are still to come.
    int left() {
        return left;
    }

    void use(int elements) {
        left -= elements;
    }

    /// Reads the next piece of how they are divided. True if it was the last.
    boolean describe(BitReader bits) {
        if (count == 0) {
            count = PrefixCodes.small(bits) + 1;
            return count == 1;
        }
        if (types == null) {
            types = PrefixCodes.read(bits, count + 2);
            return false;
        }
        if (lengths == null) {
            lengths = PrefixCodes.read(bits, BITS.length);
            return false;
        }
        left = length(bits, lengths);
        return true;
    }

    /// Reads which block follows. Of a single one there is no end.
    void next(BitReader bits) {
        if (types == null || lengths == null) {
            left = 1 << 24;
            return;
        }
        int code = types.read(bits);
        int length = length(bits, lengths);
        int chosen = code == 0 ? before : code == 1 ? type + 1 : code - 2;
        before = type;
        type = chosen >= count ? chosen - count : chosen;
        left = length;
    }

    private static int length(BitReader bits, PrefixTable lengths) {
        int code = lengths.read(bits);
        return BASE[code] + bits.number(BITS[code]);
    }
}
