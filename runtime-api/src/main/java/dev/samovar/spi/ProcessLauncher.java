package dev.samovar.spi;

import java.io.IOException;
import java.util.List;

/// Starts child processes that talk with this JVM. Safe for use by several threads.
public interface ProcessLauncher extends AutoCloseable {

    /// Starts a child and returns when it has made its connection. No child outlives this JVM.
    ///
    /// @throws IOException if it does not start, or ends or stays silent instead of connecting; the message has the
    ///     last of what it wrote
    ChildProcess start(ProcessCommand command) throws IOException;

    /// New engines whose functions are programs that need nothing but to be started: a runtime that is given this
    /// launcher has them too, and closes them before it.
    default List<Bridge> bridges() {
        return List.of();
    }

    /// Ends every child that is left.
    @Override
    void close();
}
