package dev.samovar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The promises of bridges that give each environment a memory, variables and files of its own, and can end
/// code that loops: all but the one that runs handlers of the host.
public abstract class IsolatingBridgeContract extends BridgeContract {

    /// For extension.
    protected IsolatingBridgeContract() {}

    @Test
    final void answersAtTheDeadlineAndServesTheNextRequestInTheSameSandbox() {
        door().create(function("h").timeout(Duration.ofSeconds(2)));
        invoke("h", "write", "kept").orThrow();
        invoke("h", "count", "").orThrow();
        var late = invoke("h", "loop", "");

        assertThat(fault(late).errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(fault(late).errorMessage())
                .isEqualTo("RequestId: " + late.requestId() + " Error: Task timed out after 2.00 seconds");
        assertThat(invoke("h", "count", "").orThrow().text())
                .as("memory is lost")
                .isEqualTo("1");
        assertThat(invoke("h", "read", "").orThrow().text()).as("/tmp is kept").isEqualTo("\"kept\"");
        assertThat(door().snapshot().quarantined()).isZero();
    }

    @Test
    final void keepsMemoryAndFilesOfFunctionsApart() {
        door().create(function("g"));
        invoke("f", "write", "mine");
        invoke("f", "count", "");

        assertThat(invoke("g", "read", "").orThrow().text()).isEqualTo("null");
        assertThat(invoke("g", "count", "").orThrow().text()).isEqualTo("1");
    }
}
