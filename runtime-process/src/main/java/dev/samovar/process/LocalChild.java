package dev.samovar.process;

import dev.samovar.spi.ChildProcess;
import dev.samovar.spi.Frame;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process of this machine, and the connection to it.
final class LocalChild implements ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChild.class);

    private final LocalProcess process;
    private final Connection connection;

    private LocalChild(LocalProcess process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /// Waits for the connection of a process that was just started.
    ///
    /// @throws IOException if it does not come; the process goes on
    static LocalChild connected(LocalProcess process, Doorway doorway, long untilNanos) throws IOException {
        process.onEnd(doorway::giveUp);
        var channel = doorway.await(untilNanos);
        if (channel != null) return new LocalChild(process, new Connection(channel));
        boolean silent = process.isAlive();
        var end = process.end();
        var last = process.lastWords();
        throw new IOException((silent ? "it did not connect in time" : end.reason())
                + (last.isEmpty() ? "" : "; its last lines:\n" + last));
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public Directories enter(Sandbox sandbox) throws IOException {
        return process.enter(sandbox);
    }

    @Override
    public void send(Frame frame) throws IOException {
        connection.send(frame);
    }

    @Override
    public Optional<Frame> receive() throws IOException {
        return connection.receive();
    }

    @Override
    public void awaitMark() {
        process.awaitMark();
    }

    @Override
    public ProcessEnd end() {
        return process.end();
    }

    @Override
    public void kill() {
        process.kill();
        disconnect();
    }

    private void disconnect() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    @Override
    public void close() {
        process.close();
        disconnect();
    }
}
