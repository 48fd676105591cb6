package dev.samovar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The example in Python.
final class ExamplesInPythonTest {
    @Test
    void greets() {
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(ChildProcesses.launcher())
                .build()) {
            runtime.create(
                    FunctionSpec.of("greet", new RuntimeId("python3.13"), new Code.OnDisk(Path.of("python-hello")))
                            .handler("lambda_function.lambda_handler"));

            assertThat(runtime.invoke("greet", Event.json("{\"name\":\"tea\"}"))
                            .orThrow()
                            .text())
                    .isEqualTo("{\"greeting\": \"Hello, tea!\"}");
        }
    }
}
