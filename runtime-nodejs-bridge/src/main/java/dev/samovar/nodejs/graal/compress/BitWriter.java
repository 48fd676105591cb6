package dev.samovar.nodejs.graal.compress;

import java.util.Arrays;

/// Bits, the lowest first, gathered to bytes.
public final class BitWriter {
    private byte[] bytes = new byte[256];
    private int size;
    private long held;
    private int count;

    public record Mark(int size, long held, int count) {}

    public Mark mark() {
        return new Mark(size, held, count);
    }

    /// Forgets what was written since a mark.
    public void back(Mark to) {
        size = to.size;
        held = to.held;
        count = to.count;
    }

    /// Writes three whole bytes over those after a mark.
    public void replace(Mark after, int value) {
        for (int i = 0; i < 3; i++) bytes[after.size + i] = (byte) (value >> (8 * i));
    }

    public int size() {
        return size;
    }

    /// Writes the lowest bits of a value, 32 at most.
    public void write(long value, int bits) {
        held |= value << count;
        count += bits;
        while (count >= 8) {
            room(1);
            bytes[size++] = (byte) held;
            held >>>= 8;
            count -= 8;
        }
    }

    public boolean aligned() {
        return count == 0;
    }

    /// Fills the byte that was begun with zeros.
    public void align() {
        if (count > 0) write(0, 8 - count);
    }

    public void bytes(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /// The whole bytes written since the last call.
    public byte[] take() {
        var taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
}
