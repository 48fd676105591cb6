package dev.samovar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Asks before something is done that cannot be taken back.
final class Question {
    private static final Set<String> YES = Set.of("y", "yes");

    private final BufferedReader in;
    private final Console console;

    Question(InputStream in, Console console) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.console = console;
    }

    /// Whether the user says yes.
    ///
    /// @throws WrongUse if there is nobody to ask
    boolean agrees(String question) {
        console.note(question + " [y/N]");
        try {
            var answer = in.readLine();
            if (answer == null) throw new WrongUse("nobody answers; --yes does it without being asked");
            return YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer: " + e.getMessage(), e);
        }
    }
}
