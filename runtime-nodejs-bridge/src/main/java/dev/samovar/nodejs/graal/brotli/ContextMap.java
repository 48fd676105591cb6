package dev.samovar.nodejs.graal.brotli;

import org.jspecify.annotations.Nullable;

/// Which prefix code is used where, by block type and context.
final class ContextMap {
    private final byte[] codes;
    private int count;
    private int longestRun = -1;
    private @Nullable PrefixTable table;
    private int at;

    ContextMap(int size) {
        codes = new byte[size];
    }

    /// How many prefix codes there are.
    int count() {
        return count;
    }

    int at(int index) {
        return codes[index] & 0xff;
    }

    /// Reads the next piece. True if it was the last.
    boolean describe(BitReader bits) {
        if (count == 0) {
            count = PrefixCodes.small(bits) + 1;
            return count == 1;
        }
        if (longestRun < 0) {
            longestRun = bits.number(1) == 0 ? 0 : bits.number(4) + 1;
            return false;
        }
        if (table == null) {
            table = PrefixCodes.read(bits, count + longestRun);
            return false;
        }
        if (at < codes.length) {
            entry(bits, table);
            return false;
        }
        if (bits.number(1) == 1) undoMoves();
        return true;
    }

    private void entry(BitReader bits, PrefixTable table) {
        int code = table.read(bits);
        if (code > 0 && code <= longestRun) {
            int run = (1 << code) + bits.number(code);
            if (run > codes.length - at) throw Corrupted.by(Flaw.CONTEXT_MAP_REPEAT);
            at += run;
        } else codes[at++] = (byte) (code == 0 ? 0 : code - longestRun);
    }

    /// Each number is a place in a list, from which what stands there was moved to the front.
    private void undoMoves() {
        var list = new byte[256];
        for (int i = 0; i < 256; i++) list[i] = (byte) i;
        for (int i = 0; i < codes.length; i++) {
            int place = codes[i] & 0xff;
            byte value = list[place];
            codes[i] = value;
            System.arraycopy(list, 0, list, 1, place);
            list[0] = value;
        }
    }
}
