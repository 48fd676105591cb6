package dev.samovar.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameChannelTest {
    @TempDir
    Path directory;

    private SocketChannel here;
    private SocketChannel there;
    private FrameChannel connection;

    @BeforeEach
    void connect() throws IOException {
        var address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            there = SocketChannel.open(address);
            here = server.accept();
        }
        connection = new FrameChannel(here);
    }

    @AfterEach
    void disconnect() throws IOException {
        here.close();
        there.close();
    }

    private void write(byte... bytes) throws IOException {
        there.write(ByteBuffer.wrap(bytes));
    }

    @Test
    void carriesFramesBothWays() throws IOException {
        var other = new FrameChannel(there);
        connection.send(Frame.of(7, "one", "", "\u2615"));
        var came = other.receive().orElseThrow();
        other.send(new Frame(200, List.of()));

        assertThat(came.kind()).isEqualTo(7);
        assertThat(came.parts()).hasSize(3);
        assertThat(came.text(2)).isEqualTo("\u2615");
        assertThat(connection.receive().orElseThrow().kind()).isEqualTo(200);
    }

    @Test
    void carriesFramesLargerThanEveryBuffer() throws IOException {
        var large = new byte[7_000_000];
        for (int i = 0; i < large.length; i++) large[i] = (byte) (i * 31);
        var sender = Thread.ofVirtual().start(() -> {
            try {
                new FrameChannel(there).send(new Frame(1, List.of(new byte[1], large)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(connection.receive().orElseThrow().part(1)).isEqualTo(large);
        assertThat(sender).isNotNull();
    }

    @Test
    void endsWithTheOtherSide() throws IOException {
        there.close();

        assertThat(connection.receive()).isEmpty();
    }

    @Test
    void refusesAFrameThatIsCutOff() throws IOException {
        write((byte) 0, (byte) 0, (byte) 0, (byte) 9, (byte) 1);
        there.close();

        assertThatThrownBy(connection::receive).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAFrameBeyondTheLimitBeforeItComes() throws IOException {
        write((byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);

        assertThatThrownBy(connection::receive)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void refusesAPartBeyondItsFrame() throws IOException {
        write((byte) 0, (byte) 0, (byte) 0, (byte) 8, (byte) 1, (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte)
                9);

        assertThatThrownBy(connection::receive)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than its frame");
    }

    @Test
    void refusesBytesThatBelongToNoPart() throws IOException {
        write((byte) 0, (byte) 0, (byte) 0, (byte) 5, (byte) 1, (byte) 0, (byte) 0, (byte) 1, (byte) 1);

        assertThatThrownBy(connection::receive)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 bytes too many");
    }

    @Test
    void refusesToSendBeyondTheLimit() {
        assertThatThrownBy(() -> connection.send(new Frame(1, List.of(new byte[Frame.LIMIT]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too large");
    }
}
