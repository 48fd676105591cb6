package dev.samovar.nodejs.graal.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZstdTest {
    private static final byte[] NONE = {};
    private static final byte[] TEXT =
            "a line of a log, and another line\n".repeat(40_000).getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsEncodedIsDecodedAgain() {
        for (var data : new byte[][] {NONE, {1}, random(700_000), TEXT, new byte[600_000], mixed(5_000_000)})
            for (int level : new int[] {-5, 3, 22})
                for (int piece : new int[] {data.length + 1, 4099})
                    assertThat(Arrays.equals(decoded(encoded(data, level, piece), piece, data.length), data))
                            .as("%d bytes, level %d, pieces of %d", data.length, level, piece)
                            .isTrue();
    }

    @Test
    void whatRepeatsBecomesSmall() {
        assertThat(encoded(TEXT, 3, TEXT.length)).hasSizeLessThan(TEXT.length / 1000);
    }

    @Test
    void whateverIsDamagedIsToldOrDecoded() {
        var encoded = encoded(mixed(20_000), 9, 5000);
        var random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            var damaged = encoded.clone();
            for (int j = 0; j < 3; j++) damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatToldOrDecoded(damaged);
        }
    }

    @Test
    void aWindowThatIsTooLargeIsRefused() {
        var head = new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (18 << 3)};
        assertThatThrownBy(() -> new ZstdDecoder(27, NONE).decode(head, 0, head.length, new byte[9], 0, 9))
                .isInstanceOfSatisfying(
                        Corrupted.class, e -> assertThat(e.number()).isEqualTo(16));
    }

    private static void assertThatToldOrDecoded(byte[] damaged) {
        try {
            new ZstdDecoder(27, NONE).decode(damaged, 0, damaged.length, new byte[30_000], 0, 30_000);
        } catch (Corrupted e) {
            assertThat(e.number()).isPositive();
        }
    }

    private static byte[] encoded(byte[] data, int level, int piece) {
        var encoder = new ZstdEncoder(level, true, -1, NONE);
        for (int at = 0; at < data.length; at += piece) {
            encoder.encode(data, at, Math.min(piece, data.length - at));
            if (at % 3 == 0) encoder.flush();
        }
        encoder.finish();
        return encoder.take();
    }

    private static byte[] decoded(byte[] encoded, int piece, int length) {
        var decoder = new ZstdDecoder(27, NONE);
        var out = new byte[length + 1];
        int done = 0;
        for (int at = 0; at < encoded.length; at += piece)
            done += decoder.decode(encoded, at, Math.min(piece, encoded.length - at), out, done, out.length - done);
        assertThat(decoder.left()).isZero();
        return Arrays.copyOf(out, done);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /// Letters and copies, near and far.
    private static byte[] mixed(int length) {
        var random = new Random(11);
        var bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            int back = 1 + random.nextInt(40_000);
            int count = back <= at && random.nextBoolean() ? Math.min(random.nextInt(12), length - at - 1) : 0;
            for (int i = 0; i < count; i++, at++) bytes[at] = bytes[at - back];
            bytes[at] = (byte) ('a' + random.nextInt(20));
        }
        return bytes;
    }
}
