package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Isolation;
import dev.samovar.spi.ProcessLauncher;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/// Custom runtimes in a sandbox, whose Runtime API is all that they reach.
final class CustomInSandboxTest extends CustomRuntimeTest {
    CustomInSandboxTest() {
        super(true);
    }

    @Override
    ProcessLauncher launcher() {
        return Confinement.SANDBOX.launcher();
    }

    @Override
    Isolation isolation() {
        return Confinement.SANDBOX.isolation();
    }

    @Test
    void reachesNoServerOfTheMachine() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            script("while next; do curl -sS http://127.0.0.1:%d/ 2>/tmp/why; answer \"\\\"$?\\\"\"; done"
                    .formatted(server.getLocalPort()));

            assertThat(answer("{}")).isEqualTo("\"7\"");
        }
    }

    /// What leads out of its sandbox is none: who waits for all that it started is not kept waiting.
    @Test
    void hasNoChildrenThatItDidNotStart() {
        script("while next; do read -r children </proc/$$/task/$$/children; answer \"\\\"$children\\\"\"; done");

        assertThat(answer("{}")).isEqualTo("\"\"");
    }

    @Test
    void isKilledForItsMemory() {
        script(
                "while next; do tail -c 400m /dev/zero | tail -n 1 | wc -c >/tmp/size; answer \"\\\"$(cat /tmp/size)\\\"\"; done");

        assertThat(fault(invoke("{}")).errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }

    @Test
    void isKilledForWhatItStoresAndBeginsAnewWithNothing() {
        script("""
                while next; do
                  if [ "$event" = 1 ]; then cp /dev/zero /tmp/large; sleep 60; fi
                  answer "$(ls /tmp | grep -c large)"
                done
                """);

        assertThat(fault(invoke("1")).errorMessage()).endsWith("Runtime exited with error: signal: killed");
        assertThat(logged())
                .anyMatch(
                        line -> line.strip()
                                .matches(
                                        "\\[WARN] /tmp holds \\d+ bytes, more than the function's ephemeral storage of 536870912"));
        assertThat(answer("2")).isEqualTo("0");
    }

    @Test
    void tellsItsMemory() {
        script("while next; do answer 1; done");

        assertThat(invoke("{}").report().orElseThrow().maxMemoryMb()).isBetween(1, 100);
    }
}
