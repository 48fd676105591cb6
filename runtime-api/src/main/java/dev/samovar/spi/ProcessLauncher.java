package dev.samovar.spi;

import java.io.IOException;
import java.util.List;

/// Starts child processes that run functions. Safe for use by several threads.
public interface ProcessLauncher extends AutoCloseable {

    /// Starts a child that waits for its function, and returns when it has made its connection. No child outlives this
    /// JVM.
    ///
    /// @throws IOException if it does not start, or ends or stays silent instead of connecting; the message has the
    ///     last of what it wrote
    Instance start(ProcessCommand command) throws IOException;

    /// New engines of the launcher's own, whose runtimes are programs that it knows how to start: a host that
    /// gives a runtime this launcher gives it these too. They are closed before it.
    ///
    /// @param options what the host says about their languages
    default List<Bridge> bridges(LanguageOptions options) {
        return List.of();
    }

    /// Ends every child that is left.
    @Override
    void close();
}
