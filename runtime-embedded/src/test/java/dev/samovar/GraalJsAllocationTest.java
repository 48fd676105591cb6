package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.nodejs.graal.GraalJsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What allocates more than its cap is killed, as a function that exceeds its memory is on Lambda.
final class GraalJsAllocationTest {
    @TempDir
    Path directory;

    @Test
    void isKilledWhileItIsInitialised() throws IOException {
        Files.writeString(
                directory.resolve("index.js"),
                "const kept = []; while (true) kept.push({ n: kept.length }); exports.handler = () => {};");
        try (var runtime = capped()) {
            runtime.create(
                    FunctionSpec.node("hog", directory).handler("index.handler").timeout(Duration.ofSeconds(60)));

            assertKilled(runtime.invoke("hog", Event.EMPTY).result());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const kept = []; while (true) kept.push({ n: kept.length });",
                "let text = ''; while (true) text += 'more and more of it';",
                "const kept = new Map(); const more = () => { kept.set(kept.size, new Array(100)); setImmediate(more); }; more();"
                        + " await new Promise(() => {});",
                "const kept = []; while (true) kept.push(Buffer.alloc(1000));",
            })
    void isKilled(String body) throws IOException {
        Files.writeString(
                directory.resolve("index.js"),
                "exports.handler = async (event) => { if (event.calm) return 'calm'; " + body + " };");
        try (var runtime = capped()) {
            runtime.create(
                    FunctionSpec.node("hog", directory).handler("index.handler").timeout(Duration.ofSeconds(60)));

            assertKilled(runtime.invoke("hog", Event.EMPTY).result());
            assertThat(runtime.invoke("hog", Event.json("{\"calm\":true}"))
                            .orThrow()
                            .text())
                    .isEqualTo("\"calm\"");
        }
    }

    private static FunctionRuntime capped() {
        return Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .initLimit(Duration.ofMinutes(1))
                .graalJs(GraalJsOptions.DEFAULT.allocationCap(128L << 20))
                .build();
    }

    private static void assertKilled(InvocationResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        assertThat(((Failed) result).fault().errorType()).isEqualTo("Runtime.ExitError");
        assertThat(((Failed) result).fault().errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }
}
