package dev.samovar.nodejs.graal.brotli;

import java.util.Arrays;

/// What was decoded last: a ring that grows until it has the size of the window.
final class Window {
    private static final int LARGEST = 1 << 27;

    private final int largest;
    private byte[] ring = new byte[1 << 10];
    private long size;
    private long taken;

    Window(int bits) {
        largest = (int) Math.min(1L << bits, LARGEST);
    }

    /// How many bytes have been written in all.
    long size() {
        return size;
    }

    /// How many bytes can be written before some must be taken.
    int space() {
        if (size == ring.length && ring.length < largest) ring = Arrays.copyOf(ring, 2 * ring.length);
        return (int) ((size < ring.length ? ring.length : taken + ring.length) - size);
    }

    int take(byte[] to, int at, int room) {
        int done = 0;
        while (done < room && taken < size) {
            int from = (int) taken & (ring.length - 1);
            int count = (int) Math.min(Math.min(room - done, size - taken), ring.length - from);
            System.arraycopy(ring, from, to, at + done, count);
            taken += count;
            done += count;
        }
        return done;
    }

    /// A byte written before, the last for 1; zero before all.
    int before(int distance) {
        return size < distance ? 0 : ring[(int) (size - distance) & (ring.length - 1)] & 0xff;
    }

    void add(byte value) {
        ring[(int) size & (ring.length - 1)] = value;
        size++;
    }

    void add(byte[] from, int at, int count) {
        while (count > 0) {
            int to = (int) size & (ring.length - 1);
            int part = Math.min(count, ring.length - to);
            System.arraycopy(from, at, ring, to, part);
            size += part;
            at += part;
            count -= part;
        }
    }

    void copy(int distance, int count) {
        if (distance > ring.length) throw Corrupted.by(Flaw.DISTANCE);
        int mask = ring.length - 1;
        int to = (int) size & mask;
        int from = (int) (size - distance) & mask;
        size += count;
        if (distance >= count && from + count <= ring.length && to + count <= ring.length) {
            System.arraycopy(ring, from, ring, to, count);
            return;
        }
        for (int i = 0; i < count; i++) ring[(to + i) & mask] = ring[(from + i) & mask];
    }
}
