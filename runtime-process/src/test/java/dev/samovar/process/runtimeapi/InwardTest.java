package dev.samovar.process.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Connections into an environment, with a relay in it that is the test.
@Timeout(30)
final class InwardTest {
    private static final Subscription WANTED = new Subscription(
            Set.of(Subscription.Type.PLATFORM), false, 4243, "/tea?cup=1", 1000, 262_144, Duration.ofSeconds(1));

    @TempDir
    Path directory;

    private Inward inward;

    @BeforeEach
    void listen() throws IOException {
        inward = new Inward(directory.resolve("in"));
    }

    @AfterEach
    void close() {
        inward.close();
        assertThat(directory).isEmptyDirectory();
    }

    private SocketChannel waiting() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("in")));
    }

    private static String read(SocketChannel from, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && from.read(bytes) >= 0) {
            // More comes, or nothing.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    /// One that nobody had taken yet is reset.
    private static boolean isOver(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void saysWhichPortItWantsAndThenWhatItHasToSay() throws IOException {
        try (var relay = waiting();
                var connection = inward.connect(0x1092)) {
            connection.write(ByteBuffer.wrap(new byte[] {'t', 'e', 'a'}));

            assertThat(read(relay, 5)).isEqualTo("\u0010\u0092tea");
        }
    }

    @Test
    void failsWhereNobodyWaits() {
        assertThatThrownBy(() -> inward.connect(80)).isInstanceOf(IOException.class);
    }

    @Test
    void keepsNoMoreThanSomeOfThoseThatWait() throws IOException {
        var all = new SocketChannel[9];
        for (int i = 0; i < all.length; i++) all[i] = waiting();
        try (var last = all[8]) {
            assertThat(read(last, 1)).isEmpty();
        } finally {
            for (var one : all) one.close();
        }
    }

    @Test
    void endsThoseThatWaitWithItself() throws IOException {
        try (var relay = waiting()) {
            inward.close();

            assertThat(isOver(relay)).isTrue();
        }
    }

    // --- requests over such connections

    private void post(String answer) throws IOException {
        try (var relay = waiting();
                var connection = inward.connect(WANTED.port())) {
            relay.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
            relay.shutdownOutput();
            Posted.send(connection, WANTED, "[]".getBytes(StandardCharsets.UTF_8));
            connection.close();
            assertThat(read(relay, 500).substring(2))
                    .isEqualTo(
                            "POST /tea?cup=1 HTTP/1.1\r\nHost: sandbox.localdomain:4243\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 2\r\nConnection: close\r\n\r\n[]");
        }
    }

    @Test
    void areAnswered() throws IOException {
        post("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        post("HTTP/1.0 204\r\n\r\n");
    }

    @Test
    void areNotTakenByWhoRefusesThemOrAnswersNothing() {
        for (var answer : new String[] {
            "HTTP/1.1 500 No\r\n\r\n", "", "tea\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK" + "x".repeat(9000)
        }) assertThatThrownBy(() -> post(answer)).as(answer).isInstanceOf(IOException.class);
    }
}
