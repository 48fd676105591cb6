package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Engine `java` keeps the promises of every bridge.
final class JavaBridgeTest extends IsolatingBridgeContract {
    @TempDir
    static Path directory;

    private static Path jar;

    @BeforeAll
    static void compile() {
        jar = JavaContract.jar(directory);
    }

    @Override
    protected FunctionRuntime runtime() {
        return Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .killGrace(Busy.GRACE)
                .build();
    }

    @Override
    protected FunctionSpec function(String name) {
        return FunctionSpec.java(name, jar).handler("app.Contract");
    }
}
