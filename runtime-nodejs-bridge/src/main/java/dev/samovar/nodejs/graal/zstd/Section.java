package dev.samovar.nodejs.graal.zstd;

/// Bytes that are read from the first to the last.
final class Section {
    private final byte[] data;
    private final int end;
    private int at;

    Section(byte[] data, int from, int length) {
        this.data = data;
        at = from;
        end = from + length;
    }

    byte[] data() {
        return data;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /// A byte further on, unsigned.
    int peek(int ahead) {
        if (ahead >= left()) throw Corrupted.data();
        return data[at + ahead] & 0xff;
    }

    void skip(int count) {
        if (count > left()) throw Corrupted.data();
        at += count;
    }

    /// A number, its lowest byte first.
    long number(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) value |= (long) peek(i) << (8 * i);
        skip(bytes);
        return value;
    }

    Section part(int length) {
        int from = at;
        skip(length);
        return new Section(data, from, length);
    }
}
