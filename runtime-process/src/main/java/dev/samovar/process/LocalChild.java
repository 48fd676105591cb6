package dev.samovar.process;

import dev.samovar.process.confine.Directories;
import dev.samovar.process.confine.Surroundings;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process of this machine, and the connection to it. All methods but `kill` are called by one thread at a time.
final class LocalChild implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChild.class);

    private final LocalProcess process;
    private final FrameChannel connection;

    private LocalChild(LocalProcess process, FrameChannel connection) {
        this.process = process;
        this.connection = connection;
    }

    /// Waits for the connection of a process that was just started.
    ///
    /// @throws IOException if it does not come; the process goes on
    static LocalChild connected(LocalProcess process, Doorway doorway, long untilNanos) throws IOException {
        process.onEnd(doorway::giveUp);
        var channel = doorway.await(untilNanos);
        if (channel != null) return new LocalChild(process, new FrameChannel(channel));
        boolean silent = process.isAlive();
        var end = process.end();
        var last = process.lastWords();
        throw new IOException((silent ? "it did not connect in time" : end.reason())
                + (last.isEmpty() ? "" : "; its last lines:\n" + last));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Gives the child the directories of a sandbox, and its output the sandbox's log.
    ///
    /// @param cache what was computed of its code before, if anything
    /// @return where the child finds the directories
    /// @throws IOException if that cannot be done, or the child has ended
    Directories give(Sandbox sandbox, Optional<Path> cache) throws IOException {
        return process.give(new Surroundings(sandbox, cache, Optional.empty()));
    }

    /// Where the child sees what was computed of its code before.
    String seenCache(Path cache) {
        return process.seenCache(cache);
    }

    /// What its function finds among its environment variables, unless it has others.
    Map<String, String> variables() {
        return process.variables();
    }

    /// It begins to work, after it waited.
    void begins() {
        process.begins();
    }

    /// It has nothing to do until it begins again.
    void rests() {
        process.rests();
    }

    /// Sends a frame.
    ///
    /// @throws IOException if the child has ended
    void send(Frame frame) throws IOException {
        connection.send(frame);
    }

    /// The next frame, waited for; none once the child has ended or closed the connection.
    ///
    /// @throws IOException if what came is no frame
    Optional<Frame> receive() throws IOException {
        return connection.receive();
    }

    /// Waits, for a bounded time, until the log has all that the child wrote before the mark that it made last. To be
    /// called once for each mark.
    void awaitMark() {
        process.awaitMark();
    }

    /// The most bytes that it was seen to use with all that it started; -1 where that is not limited.
    long mostSeen() {
        return process.mostSeen();
    }

    /// How the process ended. Waits for that, for a bounded time, and ends the process if it takes longer.
    ProcessEnd end() {
        return process.end();
    }

    /// Makes the process and all it started end soon, and returns without waiting for that.
    void kill() {
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

    /// Ends the process and all it started, and leaves nothing behind.
    @Override
    public void close() {
        process.close();
        disconnect();
    }
}
