package dev.samovar.process.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.InitException;
import dev.samovar.spi.LanguageOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A custom runtime before its program has started.
final class CustomInstanceTest {

    @Test
    void hasUsedNoMemoryThatCouldBeTold() throws InitException {
        var runtime = new RuntimeId("provided.al2023");
        try (var launcher = ChildProcesses.launcher()) {
            var bridge = launcher.bridges(new LanguageOptions(List.of(), List.of(), 0)).stream()
                    .filter(it -> it instanceof CustomBridge)
                    .findFirst()
                    .orElseThrow();
            try (var instance = bridge.start(new BlankKey(Isolation.IN_PROCESS, runtime, 128, Map.of()))) {
                assertThat(instance.maxMemoryUsed()).isEqualTo(-1);
            }
        }
    }
}
