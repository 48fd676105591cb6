package dev.samovar.nodejs.graal.zstd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decodes a frame's compressed blocks; each may use the codes of the one before.
final class BlockDecoder {
    private static final int LARGEST = 1 << 17;

    private final Window window;
    private final int[] recent = {1, 4, 8};
    private @Nullable HuffmanTable huffman;
    private @Nullable StateTable literalLengths;
    private @Nullable StateTable offsets;
    private @Nullable StateTable matchLengths;

    BlockDecoder(Window window) {
        this.window = window;
    }

    /// Answers how many bytes it came to.
    int decode(Section block) {
        var literals = literals(block);
        int used = 0;
        int total = literals.length;
        int count = block.peek(0);
        block.skip(1);
        if (count == 255) count = (int) block.number(2) + 0x7f00;
        else if (count >= 128) count = ((count - 128) << 8) + (int) block.number(1);
        if (count > 0) {
            int modes = (int) block.number(1);
            literalLengths = table(modes >> 6, block, literalLengths, StateTable.LITERAL_LENGTHS, 9, 36);
            offsets = table((modes >> 4) & 3, block, offsets, StateTable.OFFSETS, 8, 32);
            matchLengths = table((modes >> 2) & 3, block, matchLengths, StateTable.MATCH_LENGTHS, 9, 53);
            var bits = new BackwardBits(block.data(), block.at(), block.left());
            int l = bits.read(literalLengths.log);
            int o = bits.read(offsets.log);
            int m = bits.read(matchLengths.log);
            for (int i = 0; i < count; i++) {
                int code = offsets.symbols[o];
                if (code > 30) throw Corrupted.data();
                int offset = (1 << code) + bits.read(code);
                int symbol = matchLengths.symbols[m];
                int matched = Codes.MATCH_BASE[symbol] + bits.read(Codes.MATCH_BITS[symbol]);
                symbol = literalLengths.symbols[l];
                int plain = Codes.LITERALS_BASE[symbol] + bits.read(Codes.LITERALS_BITS[symbol]);
                total += matched;
                if (bits.left() < 0 || plain > literals.length - used || total > LARGEST) throw Corrupted.data();
                window.add(literals, used, plain);
                used += plain;
                window.copy(distance(offset, plain == 0), matched);
                if (i == count - 1) break;
                l = literalLengths.bases[l] + bits.read(literalLengths.bits[l]);
                m = matchLengths.bases[m] + bits.read(matchLengths.bits[m]);
                o = offsets.bases[o] + bits.read(offsets.bits[o]);
            }
            if (bits.left() != 0) throw Corrupted.data();
        }
        window.add(literals, used, literals.length - used);
        return total;
    }

    private int distance(int offset, boolean noLiterals) {
        int place = offset > 3 ? 3 : offset - 1 + (noLiterals ? 1 : 0);
        if (place == 0) return recent[0];
        int distance = offset > 3 ? offset - 3 : place == 3 ? recent[0] - 1 : recent[place];
        if (place > 1) recent[2] = recent[1];
        recent[1] = recent[0];
        recent[0] = distance;
        return distance;
    }

    private static StateTable table(
            int mode, Section block, @Nullable StateTable before, StateTable usual, int mostLog, int symbols) {
        if (mode == 0) return usual;
        if (mode == 2) return StateTable.read(block, mostLog, symbols);
        if (mode == 1) {
            int symbol = (int) block.number(1);
            if (symbol < symbols) return StateTable.single(symbol);
        }
        if (before == null || mode == 1) throw Corrupted.data();
        return before;
    }

    private byte[] literals(Section block) {
        int head = block.peek(0);
        int type = head & 3;
        int format = (head >> 2) & 3;
        if (type < 2) {
            int bytes = format == 1 ? 2 : format == 3 ? 3 : 1;
            int size = (int) block.number(bytes) >> ((format & 1) == 0 ? 3 : 4);
            if (size > LARGEST) throw Corrupted.data();
            var plain = new byte[size];
            if (type == 1) Arrays.fill(plain, (byte) block.number(1));
            else {
                var from = block.part(size);
                System.arraycopy(from.data(), from.at(), plain, 0, size);
            }
            return plain;
        }
        int width = format < 2 ? 10 : format == 2 ? 14 : 18;
        long sizes = block.number(format < 2 ? 3 : format + 2) >> 4;
        int size = (int) sizes & ((1 << width) - 1);
        if (size > LARGEST) throw Corrupted.data();
        var from = block.part((int) (sizes >> width));
        var table = type == 2 ? HuffmanTable.read(from) : huffman;
        if (table == null) throw Corrupted.data();
        huffman = table;
        var literals = new byte[size];
        if (format == 0) {
            table.decode(from, literals, 0, size);
            return literals;
        }
        int[] lengths = {(int) from.number(2), (int) from.number(2), (int) from.number(2), 0};
        int each = (size + 3) / 4;
        if (3 * each > size) throw Corrupted.data();
        for (int i = 0; i < 4; i++) {
            var stream = i < 3 ? from.part(lengths[i]) : from;
            table.decode(stream, literals, i * each, i < 3 ? each : size - 3 * each);
        }
        return literals;
    }
}
