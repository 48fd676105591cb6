package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.nodejs.graal.crypto.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts print here what they printed on Node 22.19, which stands beside each as text. Where lines wait for
/// different things, their order is nobody's promise.
final class TranscriptsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async-hooks",
                "brotli",
                "brotli-decoded",
                "core",
                "crypto",
                "crypto-more",
                "encodings",
                "http",
                "http-more",
                "http-parser",
                "https",
                "keys",
                "loop",
                "messages",
                "net",
                "pipes",
                "tls",
                "url",
                "vm",
                "vm-time",
                "watching",
                "x509",
                "zlib",
                "zlib-more",
                "zone",
                "zstd"
            })
    void printsWhatNodePrints(String name) throws IOException, GeneralSecurityException, InterruptedException {
        TestAuthority.writeAll(Files.createDirectories(directory.resolve("task")));
        try (var script = new GuestScript("transcripts/" + name, directory)) {
            assertThat(script.printed()).containsExactlyInAnyOrder(expected(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modules", "order"})
    void printsItInNodesOrder(String name) throws IOException, InterruptedException {
        try (var script = new GuestScript("transcripts/" + name, directory)) {
            assertThat(script.printed()).containsExactly(expected(name));
        }
    }

    private static String[] expected(String name) throws IOException {
        try (var in = TranscriptsTest.class.getResourceAsStream("transcripts/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
    }
}
