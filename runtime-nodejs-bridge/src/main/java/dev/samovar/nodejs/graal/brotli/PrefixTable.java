package dev.samovar.nodejs.graal.brotli;

/// A prefix code that is read: a table by the next eight bits, and further ones for what is longer. An entry has a
/// symbol, or where a further table begins, above the length in four bits.
final class PrefixTable {
    private static final int ROOT = 8;

    private final int[] entries;
    private final int root;

    private PrefixTable(int[] entries, int root) {
        this.entries = entries;
        this.root = root;
    }

    /// The code of a single symbol, which takes no bits.
    static PrefixTable of(int symbol) {
        return new PrefixTable(new int[] {symbol << 4}, 0);
    }

    /// The code in which each symbol has so many bits, none for zero. The code is complete.
    static PrefixTable of(byte[] lengths) {
        var counts = new int[17];
        for (byte length : lengths) counts[length]++;
        int longest = 15;
        while (counts[longest] == 0) longest--;
        int root = Math.min(longest, ROOT);
        var next = new int[17];
        for (int length = 1; length <= 15; length++) next[length + 1] = (next[length] + counts[length]) << 1;
        var codes = new int[lengths.length];
        var widest = new int[1 << root];
        int size = 1 << root;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length == 0) continue;
            codes[symbol] = Integer.reverse(next[length]++) >>> (32 - length);
            int first = codes[symbol] & ((1 << root) - 1);
            if (length > root) widest[first] = Math.max(widest[first], length - root);
        }
        var offsets = new int[1 << root];
        for (int first = 0; first < widest.length; first++) {
            if (widest[first] == 0) continue;
            offsets[first] = size;
            size += 1 << widest[first];
        }
        var entries = new int[size];
        for (int first = 0; first < widest.length; first++)
            if (widest[first] > 0) entries[first] = offsets[first] << 4 | (root + widest[first]);
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length == 0) continue;
            int entry = symbol << 4 | length;
            int first = codes[symbol] & ((1 << root) - 1);
            if (length <= root) fill(entries, 0, 1 << root, codes[symbol], 1 << length, entry);
            else fill(entries, offsets[first], 1 << widest[first], codes[symbol] >> root, 1 << (length - root), entry);
        }
        return new PrefixTable(entries, root);
    }

    private static void fill(int[] entries, int from, int size, int first, int step, int entry) {
        for (int i = first; i < size; i += step) entries[from + i] = entry;
    }

    int read(BitReader bits) {
        long next = bits.peek();
        int entry = entries[(int) next & ((1 << root) - 1)];
        int length = entry & 15;
        if (length > root) {
            entry = entries[(entry >>> 4) + ((int) (next >>> root) & ((1 << (length - root)) - 1))];
            length = entry & 15;
        }
        bits.drop(length);
        return entry >>> 4;
    }
}
