package dev.samovar.nodejs.graal.zstd;

import java.util.Arrays;

/// The states of a finite state entropy code: each stands for a symbol, and says what is read to come to the next.
final class StateTable {
    static final StateTable LITERAL_LENGTHS = of(
            6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
            -1, -1);
    static final StateTable OFFSETS =
            of(5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1);
    static final StateTable MATCH_LENGTHS = of(
            6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1);

    final int log;
    final int[] symbols;
    final int[] bits;
    final int[] bases;

    private StateTable(int log) {
        this.log = log;
        symbols = new int[1 << log];
        bits = new int[1 << log];
        bases = new int[1 << log];
    }

    /// One state alone, of a symbol that nothing is read for.
    static StateTable single(int symbol) {
        var table = new StateTable(0);
        table.symbols[0] = symbol;
        return table;
    }

    /// By each symbol's share of the states; -1 is a share of less than one.
    static StateTable of(int log, int... shares) {
        var table = new StateTable(log);
        int size = 1 << log;
        int high = size - 1;
        int[] next = new int[shares.length];
        for (int symbol = 0; symbol < shares.length; symbol++) {
            next[symbol] = Math.abs(shares[symbol]);
            if (shares[symbol] == -1) table.symbols[high--] = symbol;
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol < shares.length; symbol++)
            for (int i = 0; i < shares[symbol]; i++) {
                table.symbols[at] = symbol;
                do at = (at + step) & (size - 1);
                while (at > high);
            }
        for (int state = 0; state < size; state++) {
            int value = next[table.symbols[state]]++;
            table.bits[state] = log - (31 - Integer.numberOfLeadingZeros(value));
            table.bases[state] = (value << table.bits[state]) - size;
        }
        return table;
    }

    /// Reads the shares.
    static StateTable read(Section from, int mostLog, int mostSymbols) {
        var bits = new ForwardBits(from);
        int log = bits.read(4) + 5;
        if (log > mostLog) throw Corrupted.data();
        int left = 1 << log;
        int[] shares = new int[mostSymbols];
        int symbol = 0;
        while (left > 0) {
            if (symbol >= mostSymbols) throw Corrupted.data();
            int width = 32 - Integer.numberOfLeadingZeros(left + 1);
            int value = bits.peek(width);
            int low = value & ((1 << (width - 1)) - 1);
            int shorter = (1 << width) - 2 - left;
            if (low < shorter) {
                value = low;
                width--;
            } else if (value >= 1 << (width - 1)) value -= shorter;
            bits.skip(width);
            int share = value - 1;
            left -= Math.abs(share);
            shares[symbol++] = share;
            if (share != 0) continue;
            int zeros;
            do {
                zeros = bits.read(2);
                symbol += zeros;
            } while (zeros == 3 && symbol < mostSymbols);
        }
        if (left < 0 || symbol > mostSymbols) throw Corrupted.data();
        bits.end();
        return of(log, Arrays.copyOf(shares, symbol));
    }

    /// Bits from the first to the last.
    private static final class ForwardBits {
        private final Section from;
        private int done;

        ForwardBits(Section from) {
            this.from = from;
        }

        int peek(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                int at = done + i;
                if (at >> 3 < from.left()) value |= ((from.peek(at >> 3) >> (at & 7)) & 1) << i;
            }
            return value;
        }

        void skip(int count) {
            done += count;
        }

        int read(int count) {
            int value = peek(count);
            skip(count);
            return value;
        }

        void end() {
            from.skip((done + 7) / 8);
        }
    }
}
