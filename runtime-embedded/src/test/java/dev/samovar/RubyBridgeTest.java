package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import dev.samovar.testkit.IsolatingBridgeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Engine `ruby` keeps what every bridge promises.
final class RubyBridgeTest extends IsolatingBridgeContract {
    @TempDir
    static Path directory;

    private static Path zip;

    @BeforeAll
    static void pack() {
        Tool.RUBY.path();
        zip = ScriptSources.zip(directory, "ruby/contract.rb");
    }

    @Override
    protected FunctionRuntime runtime() {
        return Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(ChildProcesses.launcher())
                .build();
    }

    @Override
    protected FunctionSpec function(String name) {
        return FunctionSpec.of(name, new RuntimeId("ruby3.4"), new Code.OnDisk(zip))
                .handler("contract.handler");
    }
}
