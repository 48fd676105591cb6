package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// What every bridge promises, of an engine whose functions run in child processes.
abstract class ChildBridgeContract extends IsolatingBridgeContract {
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
                .killGrace(Busy.GRACE)
                .build();
    }
}
