package dev.samovar.nodejs.graal.zstd;

import java.util.Arrays;

/// What a frame was decoded to: as much as may still be copied from, and what was not taken yet.
final class Window {
    private final int reach;
    private byte[] data = new byte[1 << 10];
    private int size;
    private int taken;

    Window(int reach) {
        this.reach = reach;
    }

    int untaken() {
        return size - taken;
    }

    int take(byte[] to, int at, int length) {
        int count = Math.min(length, untaken());
        System.arraycopy(data, taken, to, at, count);
        taken += count;
        return count;
    }

    /// The bytes from one written so many bytes ago.
    void last(int count, Hash to) {
        to.update(data, size - count, count);
    }

    void add(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, data, size, count);
        size += count;
    }

    void add(byte value, int count) {
        room(count);
        Arrays.fill(data, size, size + count, value);
        size += count;
    }

    void copy(int distance, int count) {
        if (distance <= 0 || distance > Math.min(size, reach)) throw Corrupted.data();
        room(count);
        for (int i = 0; i < count; i++) data[size + i] = data[size + i - distance];
        size += count;
    }

    /// Nothing counts as taken that is only there to be copied from.
    void skipAll() {
        taken = size;
    }

    private void room(int more) {
        if (size + more <= data.length) return;
        int needless = Math.min(taken, size - reach);
        if (needless >= data.length / 4) {
            System.arraycopy(data, needless, data, 0, size - needless);
            size -= needless;
            taken -= needless;
        }
        if (size + more > data.length) data = Arrays.copyOf(data, Math.max(size + more, 2 * data.length));
    }
}
