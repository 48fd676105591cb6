package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.FunctionName;
import dev.samovar.api.ProvisionedConcurrency.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime that ends again and again while it is initialised is started when somebody asks, and not in a loop.
final class CrashLoopTest {
    @TempDir
    Path directory;

    private @Nullable ExtensionFunction made;

    private ExtensionFunction function() {
        return Objects.requireNonNull(made);
    }

    @BeforeEach
    void begin() {
        made = new ExtensionFunction(directory, Confinement.NAMESPACES).create("echo started; exit 3");
    }

    @AfterEach
    void leavesNothing() {
        function().close();
        await().untilAsserted(
                        () -> assertThat(NodeHost.descendants("bootstrap")).isEmpty());
    }

    private void assertStarts(int count) {
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(function().logged())
                        .filteredOn(line -> line.equals("started"))
                        .hasSize(count));
    }

    @Test
    void isStartedTwiceForEachInvocation() {
        for (int i = 1; i <= 3; i++) {
            var fault = ExtensionFunction.fault(function().invoke("{}"));

            assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(fault.errorMessage()).endsWith("Runtime exited with error: exit status 3");
            assertStarts(2 * i);
        }
    }

    @Test
    void isNotProvisionedAgainOnceItFailed() {
        var name = new FunctionName("f");
        var control = function().runtime().control();
        var version = function().runtime().publish("f").version();

        control.putProvisionedConcurrency(name, version, 1);

        await().untilAsserted(() -> assertThat(
                        control.getProvisionedConcurrency(name, version).status())
                .isEqualTo(Status.FAILED));
        assertStarts(1);
    }
}
