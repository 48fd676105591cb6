package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.samovar.nodejs.graal.crypto.TestAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A context that ends while a handshake waits takes its connections with it.
final class HandshakesTest {
    private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();

    @TempDir
    private Path directory;

    @Test
    void leaveNoConnectionWhenTheirContextEnds() throws Exception {
        var task = Files.createDirectories(directory.resolve("task"));
        TestAuthority.writeAll(task);
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(PATIENCE);
            Files.writeString(task.resolve("port"), Integer.toString(listening.getLocalPort()));
            try (var script = new GuestScript("handshakes", directory)) {
                var loop = Thread.ofPlatform().start(() -> run(script));
                int port = port(script);
                try (var dialled = listening.accept()) {
                    dialled.setSoTimeout(PATIENCE);
                    assertThat(dialled.getInputStream().read())
                            .as("what a handshake begins with")
                            .isEqualTo(22);
                    loop.interrupt();
                    loop.join();
                    // Nobody in the context hears of this one any more.
                    try (var silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        silent.setSoTimeout(PATIENCE);
                        script.node().close();
                        assertThat(isOver(dialled)).isTrue();
                        assertThat(isOver(silent)).isTrue();
                    }
                    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    private static void run(GuestScript script) {
        try {
            script.printed();
        } catch (InterruptedException e) {
            // It was told to stop.
        }
    }

    private static int port(GuestScript script) {
        await().until(() -> !script.lines().isEmpty());
        return Integer.parseInt(script.lines().getFirst());
    }

    /// Reads to the end, which may come as an error.
    private static boolean isOver(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What was sent before.
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
        return true;
    }
}
