package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/// What every bridge promises, of an engine whose functions run in child processes.
abstract class ChildBridgeContract extends IsolatingBridgeContract {
    /// A machine that is busy may take its time to end a process: how long is no matter of these tests.
    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    /// How the children are kept together.
    Confinement confinement() {
        return Confinement.NAMESPACES;
    }

    @Override
    protected final FunctionRuntime runtime() {
        return Samovar.builder()
                .isolation(confinement().isolation())
                .processes(confinement().launcher())
                .killGrace(GRACE)
                .build();
    }
}
