package dev.samovar.java.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text that UTF-8 can say.
final class Utf8 {
    private Utf8() {}

    /// The text, with a question mark for each half of a surrogate pair that stands alone, which no
    /// JSON writer takes.
    static String sayable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
