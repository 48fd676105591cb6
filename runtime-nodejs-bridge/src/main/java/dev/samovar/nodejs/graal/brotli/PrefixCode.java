package dev.samovar.nodejs.graal.brotli;

import dev.samovar.nodejs.graal.compress.BitWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A prefix code over an alphabet, made from how often each symbol occurs, and written as RFC 7932, chapter 3 has it.
final class PrefixCode {
    private static final int[] ORDER = {1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int[] LENGTH_BITS = {2, 4, 3, 2, 2, 4};
    private static final int[] LENGTH_CODES = {0, 7, 3, 2, 1, 15};

    private final byte[] lengths;
    private final int[] codes;

    private PrefixCode(byte[] lengths) {
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /// Makes the code and writes it.
    static PrefixCode written(BitWriter to, int[] counts) {
        int first = 0;
        int symbols = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] == 0) continue;
            if (symbols == 0) first = symbol;
            symbols++;
        }
        return symbols <= 1 ? single(to, counts.length, first) : complex(to, counts);
    }

    void write(BitWriter to, int symbol) {
        to.write(codes[symbol], lengths[symbol]);
    }

    private static PrefixCode single(BitWriter to, int alphabet, int symbol) {
        to.write(1, 2);
        to.write(0, 2);
        to.write(symbol, 32 - Integer.numberOfLeadingZeros(alphabet - 1));
        return new PrefixCode(new byte[alphabet]);
    }

    private static PrefixCode complex(BitWriter to, int[] counts) {
        var lengths = lengths(counts, 15);
        int end = lengths.length;
        while (lengths[end - 1] == 0) end--;
        var runs = new Runs();
        for (int at = 0; at < end; ) {
            int next = at + 1;
            while (next < end && lengths[next] == lengths[at]) next++;
            runs.add(lengths[at], next - at);
            at = next;
        }
        runs.write(to);
        return new PrefixCode(lengths);
    }

    /// The lengths of codes as symbols of their own: 0 to 15, 16 repeats the last, 17 repeats zero.
    private static final class Runs {
        private int[] symbols = new int[64];
        private int size;
        private int previous = 8;

        void add(int length, int count) {
            if (length == 0) {
                repeat(17, 3, count, 0);
                return;
            }
            if (length != previous) {
                put(length, 0);
                count--;
            }
            previous = length;
            repeat(16, 2, count, length);
        }

        private void repeat(int symbol, int bits, int count, int plain) {
            if (count < 3) {
                for (int i = 0; i < count; i++) put(plain, 0);
                return;
            }
            int base = 1 << bits;
            int[] digits = new int[16];
            int length = 0;
            int left = count - 3;
            while (true) {
                digits[length++] = left % base;
                left /= base;
                if (left == 0) break;
                left--;
            }
            while (length > 0) put(symbol, digits[--length]);
        }

        private void put(int symbol, int extra) {
            if (size == symbols.length) symbols = Arrays.copyOf(symbols, 2 * size);
            symbols[size++] = symbol | extra << 8;
        }

        void write(BitWriter to) {
            int[] counts = new int[18];
            for (int i = 0; i < size; i++) counts[symbols[i] & 0xff]++;
            var own = lengths(counts, 5);
            int distinct = 0;
            for (int count : counts) if (count > 0) distinct++;
            to.write(0, 2);
            int space = 0;
            for (int symbol : ORDER) {
                int length = own[symbol];
                to.write(LENGTH_CODES[length], LENGTH_BITS[length]);
                if (length > 0) space += 32 >> length;
                if (distinct > 1 && space == 32) break;
            }
            // One symbol alone takes no bits, whatever length is told for it.
            var code = new PrefixCode(distinct == 1 ? new byte[18] : own);
            for (int i = 0; i < size; i++) {
                int symbol = symbols[i] & 0xff;
                code.write(to, symbol);
                if (symbol == 16) to.write(symbols[i] >> 8, 2);
                if (symbol == 17) to.write(symbols[i] >> 8, 3);
            }
        }
    }

    private record Node(long count, int depth, int symbol, List<Node> below) {}

    /// Huffman's lengths, none above the limit: rare symbols are counted as less rare until it holds.
    private static byte[] lengths(int[] counts, int limit) {
        for (long least = 1; ; least *= 2) {
            var queue = new PriorityQueue<Node>(
                    Comparator.comparingLong(Node::count).thenComparingInt(Node::depth));
            for (int symbol = 0; symbol < counts.length; symbol++)
                if (counts[symbol] > 0) queue.add(new Node(Math.max(least, counts[symbol]), 0, symbol, List.of()));
            while (queue.size() > 1) {
                var one = queue.remove();
                var two = queue.remove();
                queue.add(new Node(one.count + two.count, Math.max(one.depth, two.depth) + 1, -1, List.of(one, two)));
            }
            var root = queue.remove();
            if (root.depth > limit) continue;
            var lengths = new byte[counts.length];
            mark(root, 0, lengths);
            return lengths;
        }
    }

    private static void mark(Node node, int depth, byte[] lengths) {
        if (node.symbol >= 0) lengths[node.symbol] = (byte) Math.max(1, depth);
        for (var below : node.below) mark(below, depth + 1, lengths);
    }

    private static int[] codes(byte[] lengths) {
        var codes = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= 15; length++, code <<= 1)
            for (int symbol = 0; symbol < lengths.length; symbol++)
                if (lengths[symbol] == length) codes[symbol] = Integer.reverse(code++) >>> (32 - length);
        return codes;
    }
}
