package dev.samovar.nodejs.graal.zstd;

/// A prefix code of literals.
final class HuffmanTable {
    private final int most;
    private final byte[] symbols;
    private final byte[] lengths;

    /// By the weights of all symbols but the last.
    private HuffmanTable(int[] weights, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) if (weights[i] > 0) sum += 1 << (weights[i] - 1);
        if (sum == 0) throw Corrupted.data();
        most = 32 - Integer.numberOfLeadingZeros(sum);
        int left = (1 << most) - sum;
        if (most > 11 || Integer.bitCount(left) != 1) throw Corrupted.data();
        weights[count] = 32 - Integer.numberOfLeadingZeros(left);
        symbols = new byte[1 << most];
        lengths = new byte[1 << most];
        int at = 0;
        for (int weight = 1; weight <= most; weight++)
            for (int symbol = 0; symbol <= count; symbol++) {
                if (weights[symbol] != weight) continue;
                for (int i = 0; i < 1 << (weight - 1); i++, at++) {
                    symbols[at] = (byte) symbol;
                    lengths[at] = (byte) (most + 1 - weight);
                }
            }
        if (at != 1 << most) throw Corrupted.data();
    }

    static HuffmanTable read(Section from) {
        int head = from.peek(0);
        from.skip(1);
        int[] weights = new int[257];
        if (head < 128) return new HuffmanTable(weights, weights(from.part(head), weights));
        int count = head - 127;
        for (int i = 0; i < count; i++) weights[i] = i % 2 == 0 ? from.peek(i / 2) >> 4 : from.peek(i / 2) & 15;
        from.skip((count + 1) / 2);
        return new HuffmanTable(weights, count);
    }

    /// Two states take turns until there are no bits for the next.
    private static int weights(Section from, int[] weights) {
        var table = StateTable.read(from, 6, 12);
        var bits = new BackwardBits(from.data(), from.at(), from.left());
        int one = bits.read(table.log);
        int two = bits.read(table.log);
        int count = 0;
        while (true) {
            if (bits.left() < 0 || count > 253) throw Corrupted.data();
            weights[count++] = table.symbols[one];
            if (bits.left() < table.bits[one]) {
                weights[count++] = table.symbols[two];
                return count;
            }
            int next = table.bases[one] + bits.read(table.bits[one]);
            one = two;
            two = next;
        }
    }

    void decode(Section from, byte[] to, int at, int count) {
        var bits = new BackwardBits(from.data(), from.at(), from.left());
        for (int i = 0; i < count; i++) {
            int code = bits.peek(most);
            to[at + i] = symbols[code];
            bits.skip(lengths[code]);
        }
        if (bits.left() != 0) throw Corrupted.data();
    }
}
