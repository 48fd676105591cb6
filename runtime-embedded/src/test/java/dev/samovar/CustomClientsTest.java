package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runtimes in other languages, and AWS's own client, speak the Runtime API unmodified.
final class CustomClientsTest {
    @TempDir
    Path directory;

    private final FunctionRuntime runtime = Samovar.builder()
            .isolation(Isolation.IN_PROCESS)
            .processes(ChildProcesses.launcher())
            .build();

    @AfterEach
    void close() {
        runtime.close();
    }

    private void function(Path code, String handler) {
        runtime.create(FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(code))
                .handler(handler)
                .memoryMb(256)
                .timeout(Duration.ofSeconds(30)));
    }

    private String answer(String event) {
        return runtime.invoke("f", Event.json(event)).orThrow().text();
    }

    @Test
    void runsAProgramInC() {
        function(CustomPrograms.c(directory, "client"), "main");
        var large = "\"" + "x".repeat(6 * 1024 * 1024 - 10) + "\"";

        assertThat(answer("{\"tea\":1}")).isEqualTo("{\"c\":{\"tea\":1}}");
        assertThat(answer(large)).isEqualTo("{\"c\":" + large + "}");
        assertThat(answer("2")).isEqualTo("{\"c\":2}");
    }

    @Test
    void runsAProgramInRust() {
        function(CustomPrograms.rust(directory, "client"), "main");

        assertThat(answer("{\"tea\":1}")).isEqualTo("{\"rust\":{\"tea\":1}}");
        assertThat(answer("\"stream\"")).isEqualTo("{\"rust\":\"stream\"}");
        assertThat(answer("2")).isEqualTo("{\"rust\":2}");
    }

    @Test
    void runsAwssClientForJava() throws IOException {
        var code = ForeignPackage.build(directory, "runtime-client").path();
        var bootstrap = Files.writeString(
                code.resolve("bootstrap"),
                "#!/bin/sh\nexec \"" + System.getProperty("java.home")
                        + "/bin/java\" -Xmx128m -XX:TieredStopAtLevel=1 -cp"
                        + " \"$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*\""
                        + " com.amazonaws.services.lambda.runtime.api.client.AWSLambda \"$_HANDLER\"\n");
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        function(code, "app.Customer::greet");

        assertThat(answer("{\"name\":\"tea\"}")).isEqualTo("{\"greeting\":\"hello tea\",\"function\":\"f\"}");
        var failed = runtime.invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.json("{\"name\":\"nobody\"}")))
                .result();
        assertThat(failed).isInstanceOf(Failed.class);
        var fault = ((Failed) failed).fault();
        assertThat(fault.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(fault.errorMessage()).isEqualTo("nobody is here");
        assertThat(List.of(answer("{\"name\":\"again\"}"))).first().asString().contains("hello again");
    }
}
