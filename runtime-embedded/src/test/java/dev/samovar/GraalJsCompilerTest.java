package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Isolation;
import dev.samovar.nodejs.graal.GraalJsCompiler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/// Whether engine `graaljs` compiles is metered.
final class GraalJsCompilerTest {
    @Test
    void isNotInAPlainJdkAndTheMeterSaysSo() {
        var registry = new SimpleMeterRegistry();
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .meters(registry)
                .build()) {
            assertThat(runtime.snapshot().environments()).isEmpty();
            assertThat(GraalJsCompiler.isThere()).isFalse();
            assertThat(registry.get("samovar.engine.compiled")
                            .tags("engine", "graaljs")
                            .gauge()
                            .value())
                    .isZero();
        }
        assertThat(registry.find("samovar.engine.compiled").gauge()).isNull();
    }
}
