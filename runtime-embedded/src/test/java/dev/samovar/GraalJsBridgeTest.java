package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Engine `graaljs` keeps what every bridge promises.
final class GraalJsBridgeTest extends IsolatingBridgeContract {
    @TempDir
    static Path directory;

    @Override
    protected FunctionRuntime runtime() {
        return Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .killGrace(Busy.GRACE)
                .build();
    }

    @Override
    protected FunctionSpec function(String name) {
        return NodeFunctions.contract(directory, name).engine("graaljs");
    }
}
