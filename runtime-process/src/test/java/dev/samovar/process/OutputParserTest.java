package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutputParserTest {
    private final Token token = Token.make();
    private final Told told = new Told();
    private final OutputParser parser = new OutputParser(token, told);

    /// Raw bytes that follow each other are one part, however they came.
    private static final class Told implements OutputParser.Parts {
        private final List<String> parts = new ArrayList<>();
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

        @Override
        public void raw(byte[] bytes, int offset, int length) {
            raw.write(bytes, offset, length);
        }

        @Override
        public void message(LogLevel level, String text) {
            flush();
            parts.add(level + ":" + text);
        }

        @Override
        public void mark() {
            flush();
            parts.add("mark");
        }

        @Override
        public void note(String text) {
            flush();
            parts.add("note:" + text);
        }

        @Override
        public void line(String text) {
            flush();
            parts.add("line:" + text);
        }

        private void flush() {
            if (raw.size() > 0) parts.add("raw:" + raw.toString(StandardCharsets.ISO_8859_1));
            raw.reset();
        }

        List<String> parts() {
            flush();
            return parts;
        }
    }

    private byte[] record(int kind, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Token.LENGTH + 5 + bytes.length)
                .put(token.bytes())
                .put((byte) kind)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] joined(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) all.writeBytes(piece);
        return all.toByteArray();
    }

    private static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void tellsRawBytesAndRecordsInTheirOrder() {
        var all = joined(raw("one\n"), record(3, "two \u2615"), raw("three"), record(0, ""), record(5, ""));
        parser.take(all, all.length);

        assertThat(told.parts()).containsExactly("raw:one\n", "INFO:two \u2615", "raw:three", "mark", "ERROR:");
    }

    @Test
    void tellsTheSameHoweverTheBytesCome() {
        var all = joined(
                raw("a\u001eb"),
                record(1, "x".repeat(5000)),
                raw("\u001e\u001e"),
                record(6, "y"),
                record(0, ""),
                raw("end"));
        var whole = new Told();
        new OutputParser(token, whole).take(all, all.length);
        var random = new Random(42);
        for (int round = 0; round < 200; round++) {
            var pieces = new Told();
            var inPieces = new OutputParser(token, pieces);
            for (int at = 0; at < all.length; ) {
                int count = Math.min(1 + random.nextInt(60), all.length - at);
                var piece = new byte[count];
                System.arraycopy(all, at, piece, 0, count);
                inPieces.take(piece, count);
                at += count;
            }
            inPieces.end();
            assertThat(pieces.parts()).isEqualTo(whole.parts());
        }
    }

    @Test
    void takesARecordThatCannotBeOneForRawBytes() {
        var all = joined(token.bytes(), new byte[] {99, 0, 0, 0, 1, 'x'});
        parser.take(all, all.length);

        assertThat(told.parts()).hasSize(1);
        assertThat(told.parts().getFirst()).startsWith("raw:").endsWith("x");
    }

    @Test
    void givesAtTheEndWhatLookedLikeTheBeginningOfARecord() {
        var all = joined(raw("text"), new byte[] {0x1E});
        parser.take(all, all.length);
        parser.end();

        assertThat(told.parts()).containsExactly("raw:text\u001e");
    }
}
