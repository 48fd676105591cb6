package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a layer may put before the JVM of a Java function: a program (`AWS_LAMBDA_EXEC_WRAPPER`), and an agent.
final class JavaWrapperTest {
    @TempDir
    Path directory;

    private Path layer;
    private FunctionRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        layer = Files.createDirectories(directory.resolve("layer"));
        runtime = JavaRuntimes.of(Isolation.PROCESS);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private FunctionSpec function() {
        var jar = Jars.compile(directory, "wrapped", """
                package app;
                import java.util.List;
                import java.util.Objects;
                public class Wrapped {
                    public List<String> run(int status) {
                        System.out.println("served");
                        if (status > 0) System.exit(status);
                        return List.of(Objects.toString(System.getenv("COLOUR")), Objects.toString(System.getProperty("shape")),
                            String.valueOf(System.getenv().keySet().stream().anyMatch(it -> it.startsWith("SAMOVAR"))));
                    }
                    public String other(int status) { return "other"; }
                }
                """);
        return FunctionSpec.java("f", jar)
                .handler("app.Wrapped::run")
                .memoryMb(256)
                .timeout(Duration.ofSeconds(20))
                .layers(List.of(new Code.OnDisk(layer)));
    }

    private void wrappedIn(String script) throws IOException {
        var file = Files.writeString(layer.resolve("wrapper"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        runtime.create(function().environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/wrapper"));
    }

    private Invocation invoke(int status) {
        return runtime.invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.json("" + status))
                .logType(LogType.TAIL));
    }

    private String answer() {
        return invoke(0).orThrow().text();
    }

    private static Fault fault(Invocation invocation) {
        assertThat(invocation.result()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    @Test
    void startsTheJvmByAScriptOfALayer() throws IOException {
        wrappedIn("#!/bin/sh\nexport COLOUR=green\nexec \"$@\"\n");

        assertThat(answer()).isEqualTo("[\"green\",\"null\",\"false\"]");
        assertThat(answer()).isEqualTo("[\"green\",\"null\",\"false\"]");
        assertThat(invoke(0).logTail().orElseThrow()).containsPattern("START .*\nserved\nEND ");
        assertThat(fault(invoke(3)).errorMessage()).endsWith("Runtime exited with error: exit status 3");
        assertThat(answer()).isEqualTo("[\"green\",\"null\",\"false\"]");
    }

    @Test
    void takesOptionsThatTheScriptPutsBeforeTheLastArgument() throws IOException {
        wrappedIn("""
                #!/bin/bash
                args=("$@")
                exec "${args[@]:0:$#-1}" "-Dshape=round" "${args[@]: -1}"
                """);

        assertThat(answer()).isEqualTo("[\"null\",\"round\",\"false\"]");
    }

    @Test
    void takesAnotherHandlerFromTheScript() throws IOException {
        wrappedIn("#!/bin/sh\nexport _HANDLER=app.Wrapped::other\nexec \"$@\"\n");

        assertThat(answer()).isEqualTo("\"other\"");
    }

    @Test
    void tellsHowTheScriptEnded() throws IOException {
        wrappedIn("#!/bin/sh\nexit 9\n");

        assertThat(fault(invoke(0)).errorMessage()).endsWith("Runtime exited with error: exit status 9");
    }

    @Test
    void tellsThatThereIsNoScript() {
        runtime.create(function().environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/missing"));

        assertThat(fault(invoke(0)).errorMessage()).endsWith("Runtime exited with error: exit status 127");
    }

    @Test
    void hasAnAgentOfALayer() throws IOException {
        Jars.compileInto(
                Files.createDirectories(directory.resolve("agent")), System.getProperty("java.class.path"), """
                public class Agent {
                    public static void premain(String argument) { System.setProperty("shape", argument); }
                }
                """);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), "Agent");
        try (var jar = new JarOutputStream(Files.newOutputStream(layer.resolve("agent.jar")), manifest)) {
            jar.putNextEntry(new ZipEntry("Agent.class"));
            Files.copy(directory.resolve("agent/Agent.class"), jar);
        }
        runtime.create(function().environment("JAVA_TOOL_OPTIONS", "-javaagent:/opt/agent.jar=square"));

        assertThat(answer()).isEqualTo("[\"null\",\"square\",\"false\"]");
        assertThat(answer()).isEqualTo("[\"null\",\"square\",\"false\"]");
    }
}
