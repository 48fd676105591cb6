package dev.samovar.nodejs.graal.zstd;

/// Bits that are read from the last one written to the first.
final class BackwardBits {
    private final byte[] data;
    private final int from;
    private long left;

    BackwardBits(byte[] data, int from, int length) {
        if (length <= 0 || data[from + length - 1] == 0) throw Corrupted.data();
        this.data = data;
        this.from = from;
        left = 8L * length - 1 - (Integer.numberOfLeadingZeros(data[from + length - 1] & 0xff) - 24);
    }

    /// How many are left; fewer than none where more were read than there are.
    long left() {
        return left;
    }

    int read(int bits) {
        int value = peek(bits);
        left -= bits;
        return value;
    }

    /// The next bits, followed by zeros where there are too few.
    int peek(int bits) {
        int value = 0;
        for (int i = 0; i < bits; ) {
            long at = left - 1 - i;
            if (at < 0) return value << (bits - i);
            int inByte = (int) (at & 7);
            int count = Math.min(inByte + 1, bits - i);
            int part = ((data[from + (int) (at >> 3)] & 0xff) >> (inByte + 1 - count)) & ((1 << count) - 1);
            value = (value << count) | part;
            i += count;
        }
        return value;
    }

    void skip(int bits) {
        left -= bits;
    }
}
