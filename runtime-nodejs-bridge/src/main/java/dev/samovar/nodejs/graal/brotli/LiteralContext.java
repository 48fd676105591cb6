package dev.samovar.nodejs.graal.brotli;

/// What the two bytes before tell about a literal, in each of four modes: 0 to 63. A table has a part of it for the
/// last byte, then one for the byte before; the parts are joined.
final class LiteralContext {
    private static final int[][] MODES = {new int[512], new int[512], new int[512], new int[512]};

    /// The classes of ASCII from the space on.
    private static final String CLASSES = " ABAACABDEAAFAGAIIIIIIIIIIFFDHEA"
            + "AJKKKJKKKJKKKKKJKKKKKJKKKKKDAEAA"
            + "ALMMMLMMMLMMMMMLMMMMMLMMMMMDAEA ";

    static {
        for (int value = 0; value < 256; value++) {
            MODES[0][value] = value & 63;
            MODES[1][value] = value >> 2;
            MODES[2][value] = last(value);
            MODES[2][256 + value] = before(value);
            MODES[3][value] = size(value) << 3;
            MODES[3][256 + value] = size(value);
        }
    }

    private LiteralContext() {}

    static int[] table(int mode) {
        return MODES[mode];
    }

    private static int last(int value) {
        if (value >= 192) return 2 + (value & 1);
        if (value >= 128) return value & 1;
        if (value == '\t' || value == '\n' || value == '\r') return 4;
        if (value == ' ') return 8;
        return value < ' ' || value == 127 ? 0 : (CLASSES.charAt(value - ' ') - 'A' + 3) * 4;
    }

    private static int before(int value) {
        if (value >= 224) return 2;
        if (value <= ' ' || value >= 127) return 0;
        if (Character.isLowerCase(value)) return 3;
        return Character.isLetterOrDigit(value) ? 2 : 1;
    }

    private static int size(int value) {
        if (value == 0 || value == 255) return value & 7;
        return value < 16 ? 1 : value < 64 ? 2 : value < 128 ? 3 : value < 192 ? 4 : value < 240 ? 5 : 6;
    }
}
