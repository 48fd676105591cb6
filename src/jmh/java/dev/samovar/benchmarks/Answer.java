package dev.samovar.benchmarks;

import dev.samovar.api.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The event that is echoed, and the check that it comes back.
final class Answer {
    private static final byte[] EVENT = "{\"name\":\"tea\",\"cups\":3,\"sugar\":true,\"tags\":[\"hot\",\"black\"]}"
            .getBytes(StandardCharsets.UTF_8);

    private Answer() {}

    /// A small JSON event, in an array of the caller's own.
    static byte[] event() {
        return EVENT.clone();
    }

    /// Requires an answer to be the event.
    static void requireEvent(byte[] answer) {
        require(
                Arrays.equals(EVENT, answer),
                "the handler answered " + new String(answer, StandardCharsets.UTF_8) + ", not its event");
    }

    /// Requires an answer to be the event, with the spaces that Python puts into it.
    static void requireEventOfPython(Payload answer) {
        requireEvent(answer.text().replace(" ", "").getBytes(StandardCharsets.UTF_8));
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalStateException(otherwise);
    }
}
