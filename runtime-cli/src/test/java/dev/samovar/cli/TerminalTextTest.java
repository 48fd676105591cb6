package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.spi.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing a function logs can pass for a line of Samovar's, or move the cursor.
final class TerminalTextTest {

    private record Written(String message) implements LogEvent {
        @Override
        public long timestampMillis() {
            return 0;
        }

        @Override
        public int weight() {
            return 1;
        }
    }

    private static String shown(String message) {
        return TerminalText.of(new Written(message));
    }

    @Test
    void endsEachEventWithExactlyOneLineBreak() {
        assertThat(shown("a")).isEqualTo("a\n");
        assertThat(shown("a\n")).isEqualTo("a\n");
        assertThat(shown("a\r\n")).isEqualTo("a\n");
        assertThat(shown("a\n\n")).isEqualTo("a\n  \n");
        assertThat(shown("")).isEqualTo("\n");
    }

    @Test
    void indentsTheFurtherLinesOfAMessage() {
        assertThat(shown("a\nSTART RequestId: 1\r\nb\n")).isEqualTo("a\n  START RequestId: 1\n  b\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START RequestId: 1 Version: 1",
                "END RequestId: 1",
                "REPORT RequestId: 1\tDuration: 1 ms",
                "INIT_START Runtime Version: java",
                "RequestId: 1 Error: exit",
                "samovar: all is well",
                "\u200bREPORT RequestId: 1",
                "\ufe0fREPORT RequestId: 1",
                "\u034fREPORT RequestId: 1",
                "\u3164REPORT RequestId: 1",
                "\udb40\udc41REPORT RequestId: 1",
                "\ufe0f \u034fsamovar: all is well",
                "RE\u200bPORT RequestId: 1",
                "END\u00a0RequestId: 1",
                "\ufe0f{\"type\":\"platform.start\"}",
                "{\"type\":\"plat\ufe0fform.start\"}",
                "{\"type\":\"pl\\u0061tform.start\"}",
                "{\"t\\u0079pe\" : \"platform.start\"}",
                "{\"time\":\"now\",\"type\":\"platform.start\"}"
            })
    void indentsAFirstLineThatBeginsLikeOneOfSamovars(String forged) {
        assertThat(shown(forged)).isEqualTo("  " + forged + "\n");
    }

    @Test
    void showsWhatWouldMoveTheCursor() {
        assertThat(shown("a\rSTART b")).isEqualTo("a\n  START b\n");
        assertThat(shown("\u001b[2Jx\u009b1A")).isEqualTo("\\u001b[2Jx\\u009b1A\n");
        assertThat(shown("a\u2028START\u2029\u0085\u0000\u202e"))
                .isEqualTo("a\\u2028START\\u2029\\u0085\\u0000\\u202e\n");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(shown("tea\t\ud83c\udf75 {\"a\":1} Grüße\n")).isEqualTo("tea\t\ud83c\udf75 {\"a\":1} Grüße\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "END-TO-END", "Grüße", "{\"drink\":\"tea\"}", "{\"drink\":\"thé\"}", "the END"})
    void leavesWhatOnlyResemblesOneOfSamovarsAlone(String harmless) {
        assertThat(shown(harmless)).isEqualTo(harmless + "\n");
    }

    @Test
    void keepsANoteOnOneLine() {
        assertThat(TerminalText.onOneLine("a\nb\u001b")).isEqualTo("a\\nb\\u001b");
    }
}
