package dev.samovar.nodejs.graal.brotli;

/// Reads how a prefix code is made, and what else the heads of meta-blocks have again and again.
final class PrefixCodes {
    private static final int[] ORDER = {1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /// The lengths of the lengths of lengths, by the next four bits: the value above the bits it takes.
    private static final int[] LENGTHS = {
        0x02, 0x42, 0x32, 0x23, 0x02, 0x42, 0x32, 0x14, 0x02, 0x42, 0x32, 0x23, 0x02, 0x42, 0x32, 0x54
    };

    private PrefixCodes() {}

    /// A number of 0 to 255, the small ones short.
    static int small(BitReader bits) {
        if (bits.number(1) == 0) return 0;
        int count = bits.number(3);
        return (1 << count) + bits.number(count);
    }

    static PrefixTable read(BitReader bits, int alphabet) {
        return read(bits, alphabet, alphabet);
    }

    /// A code of an alphabet, of which only the first symbols may be used.
    static PrefixTable read(BitReader bits, int alphabet, int used) {
        int skipped = bits.number(2);
        return skipped == 1 ? simple(bits, alphabet, used) : complex(bits, used, skipped);
    }

    private static PrefixTable simple(BitReader bits, int alphabet, int used) {
        int count = bits.number(2) + 1;
        int width = 32 - Integer.numberOfLeadingZeros(alphabet - 1);
        var symbols = new int[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = bits.number(width);
            if (symbols[i] >= used) throw Corrupted.by(Flaw.SIMPLE_HUFFMAN_ALPHABET);
        }
        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++) if (symbols[i] == symbols[j]) throw Corrupted.by(Flaw.SIMPLE_HUFFMAN_SAME);
        if (count == 1) return PrefixTable.of(symbols[0]);
        boolean even = count == 2 || (count == 4 && bits.number(1) == 0);
        var lengths = new byte[used];
        for (int i = 0; i < count; i++) lengths[symbols[i]] = (byte) (even ? count / 2 : Math.min(i + 1, count - 1));
        return PrefixTable.of(lengths);
    }

    private static PrefixTable complex(BitReader bits, int used, int skipped) {
        var lengthCode = lengthCode(bits, skipped);
        var lengths = new byte[used];
        int space = 1 << 15;
        int before = 8;
        int repeated = 0;
        int repeat = 0;
        for (int at = 0; at < used && space != 0; ) {
            int code = lengthCode.read(bits);
            if (code < 16) {
                lengths[at++] = (byte) code;
                repeat = 0;
                if (code == 0) continue;
                before = code;
                space -= (1 << 15) >> code;
                continue;
            }
            int value = code == 16 ? before : 0;
            if (value != repeated) repeat = 0;
            repeated = value;
            int known = repeat;
            if (repeat > 0) repeat = (repeat - 2) << (code - 14);
            repeat += 3 + bits.number(code - 14);
            int more = repeat - known;
            if (more > used - at) throw Corrupted.by(Flaw.HUFFMAN_SPACE);
            for (int i = 0; i < more; i++) lengths[at++] = (byte) value;
            if (value != 0) space -= more << (15 - value);
        }
        if (space != 0) throw Corrupted.by(Flaw.HUFFMAN_SPACE);
        return PrefixTable.of(lengths);
    }

    private static PrefixTable lengthCode(BitReader bits, int skipped) {
        var lengths = new byte[18];
        int space = 32;
        int count = 0;
        int last = 0;
        for (int i = skipped; i < 18 && space > 0; i++) {
            int entry = LENGTHS[(int) bits.peek() & 15];
            bits.drop(entry & 15);
            int length = entry >> 4;
            lengths[ORDER[i]] = (byte) length;
            if (length == 0) continue;
            space -= 32 >> length;
            count++;
            last = ORDER[i];
        }
        if (count == 1) return PrefixTable.of(last);
        if (space != 0) throw Corrupted.by(Flaw.CL_SPACE);
        return PrefixTable.of(lengths);
    }
}
