package dev.samovar.nodejs.graal.brotli;

import dev.samovar.nodejs.graal.compress.BitWriter;
import dev.samovar.nodejs.graal.compress.Match;

/// Some literals, then a copy of what came `distance` bytes before; the last of a meta-block may have no copy.
record Command(int literals, int copied, int distance) {
    static final int[] INSERT_BASE = {
        0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 18, 26, 34, 50, 66, 98, 130, 194, 322, 578, 1090, 2114, 6210, 22594
    };
    static final int[] INSERT_BITS = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24};
    static final int[] COPY_BASE = {
        2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 22, 30, 38, 54, 70, 102, 134, 198, 326, 582, 1094, 2118
    };
    static final int[] COPY_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24};
    private static final int[][] CELLS = {{128, 192, 384}, {256, 320, 512}, {448, 576, 640}};

    static Command of(Match match) {
        return new Command(match.literals(), match.copied(), match.repeated() ? 0 : match.distance());
    }

    boolean copies() {
        return copied > 0;
    }

    int symbol() {
        int insert = code(INSERT_BASE, literals);
        int copy = copyCode();
        return CELLS[insert >> 3][copy >> 3] + ((insert & 7) << 3) + (copy & 7);
    }

    void writeExtra(BitWriter to) {
        int insert = code(INSERT_BASE, literals);
        to.write(literals - INSERT_BASE[insert], INSERT_BITS[insert]);
        int copy = copyCode();
        to.write(Math.max(2, copied) - COPY_BASE[copy], COPY_BITS[copy]);
    }

    /// Zero stands for the distance that was used last.
    int distanceSymbol() {
        if (distance == 0) return 0;
        int bits = distanceBits();
        return 16 + 2 * (bits - 1) + ((distance + 3) >> bits & 1);
    }

    void writeDistanceExtra(BitWriter to) {
        if (distance == 0) return;
        int bits = distanceBits();
        to.write((distance + 3) & ((1 << bits) - 1), bits);
    }

    private int distanceBits() {
        return 30 - Integer.numberOfLeadingZeros(distance + 3);
    }

    private int copyCode() {
        return code(COPY_BASE, Math.max(2, copied));
    }

    private static int code(int[] bases, int value) {
        int code = bases.length - 1;
        while (bases[code] > value) code--;
        return code;
    }
}
