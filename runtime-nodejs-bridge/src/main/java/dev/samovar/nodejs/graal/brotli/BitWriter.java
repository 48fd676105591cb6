package dev.samovar.nodejs.graal.brotli;

import java.util.Arrays;

/// Bits, the lowest first, gathered to bytes.
final class BitWriter {
    private byte[] bytes = new byte[256];
    private int size;
    private long held;
    private int count;

    record Mark(int size, long held, int count) {}

    Mark mark() {
        return new Mark(size, held, count);
    }

    /// Forgets what was written since a mark.
    void back(Mark to) {
        size = to.size;
        held = to.held;
        count = to.count;
    }

    int size() {
        return size;
    }

    /// Writes the lowest bits of a value, 32 at most.
    void write(long value, int bits) {
        held |= value << count;
        count += bits;
        while (count >= 8) {
            room(1);
            bytes[size++] = (byte) held;
            held >>>= 8;
            count -= 8;
        }
    }

    boolean aligned() {
        return count == 0;
    }

    /// Fills the byte that was begun with zeros.
    void align() {
        if (count > 0) write(0, 8 - count);
    }

    void bytes(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /// The whole bytes written since the last call.
    byte[] take() {
        var taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
}
