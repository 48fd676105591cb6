package dev.samovar.spi;

import java.io.IOException;
import java.util.Optional;

/// A child process of this JVM, and the connection to it.
///
/// Its standard output and error are one log. Lines become events of their own; what begins with the token's bytes
/// is a record: the token, a byte, a length (32 bits, big endian) and as many bytes of text. A byte of 1 to 6 is
/// the level of one framed message, from `TRACE` to `FATAL`; 0 is a mark, which has no text.
///
/// All methods but `kill` are called by one thread at a time.
public interface ChildProcess extends AutoCloseable {

    /// Whether the process still runs.
    boolean isAlive();

    /// Gives the child the directories of a sandbox, and its output the sandbox's log.
    ///
    /// @return where the child finds the directories
    /// @throws IOException if that cannot be done, or the child has ended
    Directories enter(Sandbox sandbox) throws IOException;

    /// Sends a frame.
    ///
    /// @throws IOException if the child has ended
    void send(Frame frame) throws IOException;

    /// The next frame, waited for; none once the child has ended or closed the connection.
    ///
    /// @throws IOException if what came is no frame
    Optional<Frame> receive() throws IOException;

    /// Waits, for a bounded time, until the log has all that the child wrote before the mark that it made last. To be
    /// called once for each mark.
    void awaitMark();

    /// How the process ended. Waits for that, for a bounded time, and ends the process if it takes longer.
    ProcessEnd end();

    /// Makes the process and all it started end soon, and returns without waiting for that.
    void kill();

    /// Ends the process and all it started, and leaves nothing behind.
    @Override
    void close();

    /// Where a child finds the directories of its sandbox.
    ///
    /// @param task the function's code
    /// @param layers the function's layers
    /// @param tmp what may be written to
    record Directories(String task, String layers, String tmp) {

        /// Where functions find them on Lambda.
        public static final Directories OF_LAMBDA = new Directories("/var/task", "/opt", "/tmp");
    }
}
