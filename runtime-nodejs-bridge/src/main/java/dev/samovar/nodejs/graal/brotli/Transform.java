package dev.samovar.nodejs.graal.brotli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A way that a word of the dictionary is changed when it is used: what is put before it and after it, and how it is
/// changed itself, which is one of Brotli's numbers.
final class Transform {
    private static final int CAPITAL = 10;
    private static final int CAPITALS = 11;

    /// Between tildes and bars: what comes before, a letter for the change, what comes after.
    private static final String TABLE =
            "|a|~|a| ~ |a| ~|m|~|k| ~|a| the ~ |a|~s |a| ~|a| of ~|k|~|a| and ~|n|~|b|~, |a| ~|a|, ~ |k| ~"
                    + "|a| in ~|a| to ~e |a| ~|a|\"~|a|.~|a|\">~|a|\n~|d|~|a|]~|a| for ~|o|~|c|~|a| a ~|a| that ~ |k|~"
                    + "|a|. ~.|a|~ |a|, ~|p|~|a| with ~|a|'~|a| from ~|a| by ~|q|~|r|~ the |a|~|e|~|a|. The ~|l|~|a| on ~"
                    + "|a| as ~|a| is ~|h|~|b|ing ~|a|\n\t~|a|:~ |a|. ~|a|ed ~|u|~|s|~|g|~|a|(~|k|, ~|i|~|a| at ~|a|ly ~"
                    + " the |a| of ~|f|~|j|~ |k|, ~|k|\"~.|a|(~|l| ~|k|\">~|a|=\"~ |a|.~.com/|a|~ the |a| of the ~|k|'~"
                    + "|a|. This ~|a|,~.|a| ~|k|(~|k|.~|a| not ~ |a|=\"~|a|er ~ |l| ~|a|al ~ |l|~|a|='~|l|\"~|k|. ~ |a|(~"
                    + "|a|ful ~ |k|. ~|a|ive ~|a|less ~|l|'~|a|est ~ |k|.~|l|\">~ |a|='~|k|,~|a|ize ~|l|.~\u00a0|a|~ |a|,~"
                    + "|k|=\"~|l|=\"~|a|ous ~|l|, ~|k|='~ |k|,~ |l|=\"~ |l|, ~|l|,~|l|(~|l|. ~ |l|.~|l|='~ |l|. ~ |k|=\"~"
                    + " |l|='~ |k|='";

    private static final Transform[] ALL =
            Arrays.stream(TABLE.split("~")).map(Transform::of).toArray(Transform[]::new);

    private final byte[] prefix;
    private final int change;
    private final byte[] suffix;

    private Transform(byte[] prefix, int change, byte[] suffix) {
        this.prefix = prefix;
        this.change = change;
        this.suffix = suffix;
    }

    /// How many there are.
    static int count() {
        return ALL.length;
    }

    static Transform at(int index) {
        return ALL[index];
    }

    private static Transform of(String row) {
        var parts = row.split("\\|", -1);
        return new Transform(bytes(parts[0]), parts[1].charAt(0) - 'a', bytes(parts[2]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What becomes of a word.
    byte[] apply(byte[] words, int at, int length) {
        int first = change > CAPITALS ? Math.min(change - CAPITALS, length) : 0;
        int last = change < CAPITAL ? Math.max(length - change, 0) : length;
        int kept = last - first;
        var made = Arrays.copyOf(prefix, prefix.length + kept + suffix.length);
        System.arraycopy(words, at + first, made, prefix.length, kept);
        System.arraycopy(suffix, 0, made, prefix.length + kept, suffix.length);
        int end = prefix.length + kept;
        if (change == CAPITAL && kept > 0) capital(made, prefix.length, end);
        if (change == CAPITALS) for (int i = prefix.length; i < end; ) i += capital(made, i, end);
        return made;
    }

    /// Roughly the capital of a character in UTF-8. Answers how many bytes it has.
    private static int capital(byte[] text, int at, int end) {
        int lead = text[at] & 0xff;
        if (lead < 0xc0) {
            if (lead >= 'a' && lead <= 'z') text[at] ^= 32;
            return 1;
        }
        int size = lead < 0xe0 ? 2 : 3;
        if (at + size <= end) text[at + size - 1] ^= (byte) (size == 2 ? 32 : 5);
        return size;
    }
}
