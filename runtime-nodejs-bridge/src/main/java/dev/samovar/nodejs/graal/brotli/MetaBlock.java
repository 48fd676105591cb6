package dev.samovar.nodejs.graal.brotli;

import dev.samovar.nodejs.graal.compress.BitWriter;
import java.util.List;

/// Writes one meta-block of bytes: with one prefix code for each alphabet, or as it is where that is shorter.
final class MetaBlock {
    private MetaBlock() {}

    /// Answers whether the commands were written, and not the bytes as they are.
    static boolean write(BitWriter to, byte[] data, int from, int length, List<Command> commands) {
        var mark = to.mark();
        compressed(to, data, from, length, commands);
        if (to.size() - mark.size() <= length) return true;
        to.back(mark);
        head(to, length);
        to.write(1, 1);
        to.align();
        to.bytes(data, from, length);
        return false;
    }

    /// Has the bytes written so far be whole, by an empty one where they are not.
    static void flush(BitWriter to) {
        if (to.aligned()) return;
        to.write(6, 6);
        to.align();
    }

    /// One that decoders skip; its length takes 24 bits.
    static void metadata(BitWriter to, byte[] data, int from, int length) {
        // The decoder of org.brotli takes a bit too much of its head, which is one of padding only after whole bytes.
        flush(to);
        int size = length == 0 ? 0 : length <= 1 << 8 ? 1 : length <= 1 << 16 ? 2 : 3;
        to.write(6, 4);
        to.write(size, 2);
        if (size > 0) to.write(length - 1, 8 * size);
        to.align();
        to.bytes(data, from, length);
    }

    static void last(BitWriter to) {
        to.write(3, 2);
        to.align();
    }

    private static void head(BitWriter to, int length) {
        int nibbles = length <= 1 << 16 ? 4 : length <= 1 << 20 ? 5 : 6;
        to.write(0, 1);
        to.write(nibbles - 4, 2);
        to.write(length - 1, 4 * nibbles);
    }

    private static void compressed(BitWriter to, byte[] data, int from, int length, List<Command> commands) {
        int[] literals = new int[256];
        int[] symbols = new int[704];
        int[] distances = new int[64];
        int at = from;
        for (var command : commands) {
            symbols[command.symbol()]++;
            for (int i = 0; i < command.literals(); i++) literals[data[at + i] & 0xff]++;
            at += command.literals() + command.copied();
            if (command.copies()) distances[command.distanceSymbol()]++;
        }
        head(to, length);
        // Compressed; one type of block for each alphabet; no postfix and direct distances; one mode and tree each.
        to.write(0, 1 + 3 + 6 + 2 + 2);
        var literal = PrefixCode.written(to, literals);
        var symbol = PrefixCode.written(to, symbols);
        var distance = PrefixCode.written(to, distances);
        at = from;
        for (var command : commands) {
            symbol.write(to, command.symbol());
            command.writeExtra(to);
            for (int i = 0; i < command.literals(); i++) literal.write(to, data[at + i] & 0xff);
            at += command.literals() + command.copied();
            if (!command.copies()) continue;
            distance.write(to, command.distanceSymbol());
            command.writeDistanceExtra(to);
        }
    }
}
