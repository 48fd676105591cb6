package dev.samovar.java;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.java.instrument.InstrumentedCode;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.Map;

/// One version of a Java function, instrumented.
final class JavaProgram implements Program {
    /// Blanks of this engine fit every Java function.
    private static final BlankKey KEY = new BlankKey(Isolation.IN_PROCESS, new RuntimeId("java"), 0, Map.of());

    private final Deployment deployment;
    private final CodeCache.Shared shared;

    JavaProgram(Deployment deployment, CodeCache.Shared shared) {
        this.deployment = deployment;
        this.shared = shared;
    }

    InstrumentedCode code() {
        return shared.code();
    }

    String handler() {
        return deployment.spec().handler();
    }

    @Override
    public BlankKey blankKey() {
        return KEY;
    }

    @Override
    public void close() {
        shared.close();
    }
}
