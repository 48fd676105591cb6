package dev.samovar.nodejs.graal.zstd;

/// xxHash of 64 bits, seed zero.
final class Hash {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private final long[] lanes = {0x60EA27EEADC0B5D6L, P2, 0, 0x61C8864E7A143579L};
    private final byte[] held = new byte[32];
    private int count;
    private long length;

    void update(byte[] from, int at, int size) {
        length += size;
        for (int end = at + size; at < end; ) {
            int some = Math.min(32 - count, end - at);
            System.arraycopy(from, at, held, count, some);
            count += some;
            at += some;
            if (count < 32) return;
            for (int i = 0; i < 4; i++) lanes[i] = round(lanes[i], number(8 * i, 8));
            count = 0;
        }
    }

    /// The lower half, as frames end with it.
    int value() {
        long hash = P5;
        if (length >= 32) {
            hash = Long.rotateLeft(lanes[0], 1)
                    + Long.rotateLeft(lanes[1], 7)
                    + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) hash = (hash ^ round(0, lane)) * P1 + P4;
        }
        hash += length;
        int at = 0;
        for (; at + 8 <= count; at += 8) hash = Long.rotateLeft(hash ^ round(0, number(at, 8)), 27) * P1 + P4;
        for (; at + 4 <= count; at += 4) hash = Long.rotateLeft(hash ^ (number(at, 4) * P1), 23) * P2 + P3;
        for (; at < count; at++) hash = Long.rotateLeft(hash ^ (number(at, 1) * P5), 11) * P1;
        hash = (hash ^ (hash >>> 33)) * P2;
        hash = (hash ^ (hash >>> 29)) * P3;
        return (int) (hash ^ (hash >>> 32));
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * P2, 31) * P1;
    }

    private long number(int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) value |= (held[at + i] & 0xffL) << (8 * i);
        return value;
    }
}
