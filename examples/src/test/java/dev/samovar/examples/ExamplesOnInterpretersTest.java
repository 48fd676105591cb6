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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples in Python and Ruby.
final class ExamplesOnInterpretersTest {
    @ParameterizedTest
    @CsvSource({"python3.13,python-hello", "ruby3.4,ruby-hello"})
    void greets(String runtimeId, String example) {
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(ChildProcesses.launcher())
                .build()) {
            runtime.create(FunctionSpec.of("greet", new RuntimeId(runtimeId), new Code.OnDisk(Path.of(example)))
                    .handler("lambda_function.lambda_handler"));

            assertThat(runtime.invoke("greet", Event.json("{\"name\":\"tea\"}"))
                            .orThrow()
                            .text())
                    .isEqualToIgnoringWhitespace("{\"greeting\":\"Hello, tea!\"}");
        }
    }
}
