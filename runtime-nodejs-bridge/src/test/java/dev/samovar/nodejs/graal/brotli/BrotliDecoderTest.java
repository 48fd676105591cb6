package dev.samovar.nodejs.graal.brotli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BrotliDecoderTest {
    /// What Node has encoded, with the hash of what it was.
    record Sample(boolean large, String sha256, String base64) {
        static Sample of(String line) {
            var parts = line.split(" ", -1);
            return new Sample(parts[0].equals("1"), parts[1], parts[2]);
        }

        byte[] encoded() {
            return Base64.getDecoder().decode(base64);
        }
    }

    static List<Sample> samples() throws IOException {
        try (InputStream in = BrotliDecoderTest.class.getResourceAsStream("encoded-by-node.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Sample::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatNodeEncodesIsDecoded(Sample sample) throws NoSuchAlgorithmException {
        for (int piece : new int[] {Integer.MAX_VALUE, 100, 7, 1})
            for (int room : new int[] {1 << 16, 64, 1}) {
                var decoded = decoded(sample.encoded(), sample.large(), piece, room);
                assertThat(sha256(decoded)).as("%d, %d", piece, room).isEqualTo(sample.sha256());
            }
    }

    @Test
    void aLargeWindowIsRefusedUnasked() throws IOException {
        var sample = samples().stream().filter(Sample::large).findFirst().orElseThrow();
        assertThat(flaw(sample.encoded())).isEqualTo("ERR__ERROR_FORMAT_WINDOW_BITS");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void whatOurEncoderFlushedIsThereAtOnce(int piece) {
        var encoder = new BrotliEncoder(5, 22);
        var decoder = new BrotliDecoder(false);
        var random = new Random(5);
        for (int i = 0; i < 50; i++) {
            var data = new byte[1 + random.nextInt(500)];
            random.nextBytes(data);
            Arrays.fill(data, data.length / 2, data.length, (byte) i);
            encoder.encode(data, 0, data.length);
            encoder.flush();
            assertThat(fed(decoder, encoder.take(), piece, 1000)).isEqualTo(data);
            assertThat(decoder.starved()).isTrue();
        }
        encoder.finish();
        assertThat(fed(decoder, encoder.take(), piece, 1000)).isEmpty();
        assertThat(decoder.starved()).isFalse();
    }

    @Test
    void muchIsDecodedWithinAMetaBlock() throws IOException {
        for (var sample : samples()) {
            int length = decoded(sample.encoded(), sample.large(), 1 << 20, 1 << 16).length;
            if (sample.encoded().length < 1000) continue;
            var decoder = new BrotliDecoder(sample.large());
            var half =
                    fed(decoder, Arrays.copyOf(sample.encoded(), sample.encoded().length * 9 / 10), 1 << 20, 1 << 16);
            assertThat(half.length).isGreaterThan(length / 3);
        }
    }

    @Test
    void whatFollowsIsLeft() throws IOException {
        for (var sample : samples()) {
            var followed = Arrays.copyOf(sample.encoded(), sample.encoded().length + 9);
            var decoder = new BrotliDecoder(sample.large());
            fed(decoder, followed, followed.length, 1 << 20);
            assertThat(decoder.left()).isEqualTo(9);
            assertThat(decoder.starved()).isFalse();
        }
    }

    @Test
    void damageEndsInAnErrorOfTheFormatOrInBytesThatAnotherDecoderFindsToo() throws IOException {
        var random = new Random(3);
        for (var sample : samples())
            for (int i = 0; i < 40; i++) {
                var damaged = sample.encoded().clone();
                if (damaged.length == 0) continue;
                for (int j = random.nextInt(3); j >= 0; j--)
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                int piece = 1 + random.nextInt(damaged.length);
                var ours = most(damaged, piece);
                if (ours.isPresent())
                    byAnother(damaged)
                            .ifPresent(theirs -> assertThat(ours.get()).isEqualTo(theirs));
            }
    }

    @Test
    void noiseEndsInAnErrorOfTheFormat() {
        var random = new Random(9);
        for (int i = 0; i < 3000; i++) {
            var noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            most(noise, 1 + random.nextInt(300));
        }
    }

    @Test
    void theDictionaryIsTheOneOfTheStandard() {
        var crc = new CRC32();
        crc.update(Dictionary.words());
        assertThat(crc.getValue()).isEqualTo(0x5136cb04L);
    }

    /// Nothing where the format is wrong.
    private static Optional<byte[]> most(byte[] encoded, int piece) {
        try {
            var decoder = new BrotliDecoder(false);
            var bytes = new ByteArrayOutputStream();
            var out = new byte[1 << 12];
            for (int at = 0; at < encoded.length && bytes.size() < 1 << 22; at += piece) {
                int count = Math.min(piece, encoded.length - at);
                feed(decoder, encoded, at, count, out, bytes, 1 << 22);
            }
            return Optional.of(bytes.toByteArray());
        } catch (Corrupted e) {
            assertThat(e.code()).startsWith("ERR__ERROR_FORMAT_");
            return Optional.empty();
        }
    }

    /// Nothing where it fails, or finds too much.
    private static Optional<byte[]> byAnother(byte[] encoded) {
        try (var stream = new BrotliInputStream(new ByteArrayInputStream(encoded))) {
            return Optional.of(stream.readNBytes(1 << 22)).filter(bytes -> bytes.length < 1 << 22);
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static String flaw(byte[] encoded) {
        try {
            decoded(encoded, false, 1, 1 << 16);
            return "none";
        } catch (Corrupted e) {
            return e.code();
        }
    }

    private static byte[] decoded(byte[] encoded, boolean large, int piece, int room) {
        var decoder = new BrotliDecoder(large);
        var bytes = fed(decoder, encoded, piece, room);
        assertThat(decoder.starved()).isFalse();
        return bytes;
    }

    private static byte[] fed(BrotliDecoder decoder, byte[] encoded, int piece, int room) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0, count; at < encoded.length; at += count) {
            count = Math.min(piece, encoded.length - at);
            feed(decoder, encoded, at, count, new byte[room], bytes, Integer.MAX_VALUE);
        }
        return bytes.toByteArray();
    }

    private static void feed(
            BrotliDecoder decoder, byte[] in, int from, int length, byte[] out, ByteArrayOutputStream to, int most) {
        int done;
        do {
            done = decoder.decode(in, from, length, out, 0, out.length);
            from += length - decoder.left();
            length = decoder.left();
            to.write(out, 0, done);
        } while (done == out.length && to.size() < most);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
