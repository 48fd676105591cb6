package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.Isolation;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.process.ChildProcesses;
import dev.samovar.process.SandboxUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of functions that need a sandbox where none can be made: here, in a directory whose name cannot be
/// mounted.
final class SandboxUseTest {
    @TempDir
    Path directory;

    private FunctionRuntime runtime(Isolation floor, SandboxUse use) throws IOException {
        var unmountable = Files.createDirectories(directory.resolve("a b"));
        return Samovar.builder()
                .isolation(floor)
                .processes(ChildProcesses.builder()
                        .directory(unmountable)
                        .sandbox(use)
                        .build())
                .build();
    }

    private FunctionSpec function() {
        return NodeFunctions.function(
                        directory.resolve("code"), "f", Map.of("index.js", "exports.handler = async () => 1"))
                .engine("node");
    }

    @Test
    void areRefusedWithTheReason() throws IOException {
        try (var runtime = runtime(Isolation.PROCESS, SandboxUse.REQUIRED)) {
            assertThatThrownBy(() -> runtime.create(function()))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining(
                            "This machine cannot keep processes apart as isolation PROCESS promises: a sandbox");
            assertThat(runtime.invoke("f", Event.EMPTY).result()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void areRefusedOfAFunctionThatAsksForMore() throws IOException {
        try (var runtime = runtime(Isolation.IN_PROCESS, SandboxUse.REQUIRED)) {
            assertThatThrownBy(() -> runtime.create(function().isolation(Isolation.PROCESS)))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("isolation PROCESS promises");
            runtime.create(function());
            assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("1");
        }
    }

    @Test
    void runWithoutOneWhereTheHostAllowsIt() throws IOException {
        try (var runtime = runtime(Isolation.PROCESS, SandboxUse.OPTIONAL)) {
            runtime.create(function());
            assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("1");
        }
    }

    @Test
    void runJavaInAJvmOfItsOwnWithoutOneWhereTheHostAllowsIt() throws IOException {
        var jar = Jars.compile(directory, "own", """
                package app;
                import java.nio.file.*;
                import java.util.List;
                public class Own {
                    public Object run(long pid) {
                        return List.of(pid == ProcessHandle.current().pid(), Files.exists(Path.of(System.getenv("LAMBDA_TASK_ROOT"), "app/Own.class")));
                    }
                }
                """);
        try (var runtime = runtime(Isolation.PROCESS, SandboxUse.OPTIONAL)) {
            runtime.create(FunctionSpec.java("f", jar).handler("app.Own::run"));
            var pid = Event.json(Long.toString(ProcessHandle.current().pid()));
            assertThat(runtime.invoke("f", pid).orThrow().text()).isEqualTo("[false,true]");
        }
    }

    @Test
    void runJavaInDirectoriesOfItsOwnWithoutOne() throws IOException {
        var jar = Jars.compile(directory, "own", """
                package app;
                import java.io.File;
                import java.nio.file.*;
                import java.util.List;
                public class Own {
                    public Object run() throws Exception {
                        var task = Path.of(System.getenv("LAMBDA_TASK_ROOT"));
                        var tmp = Path.of(System.getenv("TMPDIR"));
                        return List.of(
                            new File("app/Own.class").getAbsoluteFile().exists(),
                            Files.exists(Path.of("app/Own.class")),
                            Path.of("").toAbsolutePath().equals(task),
                            File.createTempFile("tea", "cup").toPath().getParent().equals(tmp),
                            Files.createTempFile("tea", "cup").getParent().equals(tmp),
                            tmp.equals(Path.of("/tmp")));
                    }
                }
                """);
        try (var runtime = runtime(Isolation.PROCESS, SandboxUse.OPTIONAL)) {
            runtime.create(FunctionSpec.java("f", jar).handler("app.Own::run"));
            assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("[true,true,true,true,true,false]");
        }
    }

    @Test
    void areRefusedOfJavaWhereTheHostStartsNoProcesses() {
        var jar = Jars.compile(directory, "none", "package app; public class None { public void run() {} }");
        try (var runtime = Samovar.builder().isolation(Isolation.PROCESS).build()) {
            assertThatThrownBy(() -> runtime.create(FunctionSpec.java("f", jar).handler("app.None::run")))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining(
                            "Java functions that are kept apart by processes need the dependency dev.samovar:samovar-process");
        }
    }

    /// A program that lies in somebody's home shows nothing of it but what it was installed with.
    @Test
    void showNothingBesideAProgram() throws IOException {
        Files.createDirectories(directory.resolve("home/.ssh"));
        Files.writeString(directory.resolve("home/.ssh/key"), "secret");
        Files.writeString(directory.resolve("home/notes"), "private");
        var node = directory.resolve("home/bin/node");
        Files.createDirectories(node.getParent());
        Files.copy(Tool.NODE.path().toRealPath(), node);
        var script = "exports.handler = async () => [process.execPath, ...require('fs').readdirSync('/var/lang')]";
        for (var program : new Path[] {node, Files.copy(node, directory.resolve("home/node"))}) {
            try (var runtime = Samovar.builder()
                    .isolation(Isolation.PROCESS)
                    .processes(Confinement.SANDBOX.launcher())
                    .node(program)
                    .build()) {
                runtime.create(NodeFunctions.function(directory.resolve("lists"), "f", Map.of("index.js", script)));
                assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text())
                        .isEqualTo("[\"/var/lang/bin/node\",\"bin\"]");
            }
        }
    }
}
