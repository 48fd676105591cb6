package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoorwayTest {
    @TempDir
    Path directory;

    private final Token token = Token.make();

    private Doorway doorway() throws IOException {
        return new Doorway(directory.resolve("s"), token, Files.getOwner(directory));
    }

    private SocketChannel says(byte... bytes) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("s")));
        channel.write(ByteBuffer.wrap(bytes));
        return channel;
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void letsInWhoHasTheToken() throws IOException {
        try (var doorway = doorway();
                var _ = says(token.hello())) {
            var came = Objects.requireNonNull(doorway.await(in(Duration.ofSeconds(10))));
            came.close();
        }
    }

    @Test
    void turnsAwayGarbageAndOtherTokensAndThenLetsInTheChild() throws IOException {
        try (var doorway = doorway();
                var _ = says("GET / HTTP/1.1\r\nHost: a-host-that-is-long-enough\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                var _ = says(Token.make().hello());
                var child = says(token.hello())) {
            var came = Objects.requireNonNull(doorway.await(in(Duration.ofSeconds(10))));
            came.write(ByteBuffer.wrap(new byte[] {7}));
            var heard = ByteBuffer.allocate(1);
            child.read(heard);
            assertThat(heard.array()).containsExactly(7);
            came.close();
        }
    }

    @Test
    void waitsForNobodyWhoKeepsQuiet() throws IOException {
        try (var doorway = doorway();
                var _ = says();
                var _ = says(token.hello())) {
            var came = Objects.requireNonNull(doorway.await(in(Duration.ofSeconds(10))));
            came.close();
        }
    }

    @Test
    void turnsAwayOtherUsers() throws IOException {
        UserPrincipal somebodyElse = () -> "somebody else";
        try (var doorway = new Doorway(directory.resolve("s"), token, somebodyElse);
                var _ = says(token.hello())) {
            assertThat(doorway.await(in(Duration.ofMillis(200)))).isNull();
        }
    }

    @Test
    void givesUpWhenToldTo() throws IOException {
        try (var doorway = doorway()) {
            doorway.giveUp();
            assertThat(doorway.await(in(Duration.ofMinutes(10)))).isNull();
        }
        assertThat(directory.resolve("s")).doesNotExist();
    }
}
