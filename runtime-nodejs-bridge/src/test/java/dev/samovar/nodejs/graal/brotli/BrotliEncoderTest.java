package dev.samovar.nodejs.graal.brotli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrotliEncoderTest {
    private static final byte[] TEXT =
            "a line of a log, and another line\n".repeat(40_000).getBytes(StandardCharsets.UTF_8);

    @Test
    void whatItEncodesIsDecodedAgain() throws IOException {
        for (var data : new byte[][] {{}, {1}, random(700_000), TEXT, new byte[600_000], words(300_000)})
            for (int quality : new int[] {0, 5, 11})
                for (int window : new int[] {10, 16, 17, 22}) assertRoundTrip(data, quality, window);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void eachWindowIsDecodedAgain(int window) throws IOException {
        assertRoundTrip(words(100_000), 6, window);
    }

    @Test
    void outputMayBeTakenBetweenSmallPieces() throws IOException {
        var data = words(60_000);
        var encoder = new BrotliEncoder(5, 18);
        var encoded = new ByteArrayOutputStream();
        for (int at = 0, piece = 1; at < data.length; at += piece, piece = piece % 97 + 1) {
            piece = Math.min(piece, data.length - at);
            encoder.encode(data, at, piece);
            if (piece % 13 == 0) encoder.flush();
            if (piece % 3 == 0) encoded.writeBytes(encoder.take());
        }
        encoder.finish();
        encoded.writeBytes(encoder.take());
        assertThat(decoded(encoded.toByteArray())).isEqualTo(data);
    }

    @Test
    void moreThanTheEncoderKeepsIsDecodedAgain() throws IOException {
        assertRoundTrip(words(5_000_000), 3, 12);
        assertRoundTrip(words(5_000_000), 3, 24);
    }

    @Test
    void aDistanceIsNotTheLastOneWhereItsBlockWasLeftAsItWas() throws IOException {
        var data = random(2000);
        System.arraycopy(data, 100, data, 600, 8);
        System.arraycopy(data, 501, data, 1001, 300);
        var encoder = new BrotliEncoder(9, 22);
        encoder.encode(data, 0, 1000);
        encoder.flush();
        encoder.encode(data, 1000, 1000);
        encoder.finish();
        assertThat(decoded(encoder.take())).isEqualTo(data);
    }

    @Test
    void whatRepeatsBecomesSmall() {
        assertThat(encoded(TEXT, 11, 22)).hasSizeLessThan(TEXT.length / 1000);
        assertThat(encoded(random(100_000), 11, 22)).hasSizeLessThan(100_100);
    }

    @Test
    void aSecondFlushAddsNothing() {
        var encoder = new BrotliEncoder(5, 22);
        encoder.encode(TEXT, 0, 100);
        encoder.flush();
        assertThat(encoder.take()).isNotEmpty();
        encoder.flush();
        assertThat(encoder.take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 257, 65_536, 65_537})
    void metadataIsSkipped(int length) throws IOException {
        var encoder = new BrotliEncoder(5, 22);
        encoder.encode(TEXT, 0, 100);
        encoder.metadata(random(length), 0, length);
        encoder.encode(TEXT, 100, 100);
        encoder.finish();
        assertThat(decoded(encoder.take())).isEqualTo(Arrays.copyOf(TEXT, 200));
    }

    private static void assertRoundTrip(byte[] data, int quality, int window) throws IOException {
        assertThat(Arrays.equals(decoded(encoded(data, quality, window)), data))
                .as("%d bytes, quality %d, window %d", data.length, quality, window)
                .isTrue();
    }

    private static byte[] encoded(byte[] data, int quality, int window) {
        var encoder = new BrotliEncoder(quality, window);
        encoder.encode(data, 0, data.length / 3);
        encoder.flush();
        encoder.encode(data, data.length / 3, data.length - data.length / 3);
        encoder.finish();
        return encoder.take();
    }

    private static byte[] decoded(byte[] encoded) throws IOException {
        try (var stream = new BrotliInputStream(new ByteArrayInputStream(encoded))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /// Words of a few letters, as often apart as near.
    private static byte[] words(int length) {
        var random = new Random(11);
        var bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            int back = 1 + random.nextInt(40_000);
            int count = Math.min(random.nextInt(12), length - at - 1);
            if (back <= at && random.nextBoolean()) {
                for (int i = 0; i < count; i++, at++) bytes[at] = bytes[at - back];
            }
            bytes[at] = (byte) ('a' + random.nextInt(20));
        }
        return bytes;
    }
}
