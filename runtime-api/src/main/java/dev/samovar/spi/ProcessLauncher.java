package dev.samovar.spi;

import dev.samovar.api.Isolation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Starts child processes that run functions. Safe for use by several threads.
public interface ProcessLauncher extends AutoCloseable {

    /// Starts a child that waits for its function, and returns when it has made its connection. No child
    /// outlives this JVM.
    ///
    /// @throws IOException if it does not start, or ends or stays silent instead of connecting; the message has the
    ///     last of what it wrote
    Instance start(ProcessCommand command) throws IOException;

    /// Why this machine cannot keep children apart so, as a sentence; empty if it can. What has to be found out is
    /// found out once, at the first call.
    default Optional<String> obstacle(Isolation isolation) {
        return isolation == Isolation.PROCESS ? Optional.of("This launcher has no sandbox.") : Optional.empty();
    }

    /// Whether code of isolation `PROCESS` can connect to what listens on this machine's loopback interface, or to a
    /// part of it: because the host does without a sandbox where there is none, or opened a port.
    default boolean opensLoopback() {
        return false;
    }

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
