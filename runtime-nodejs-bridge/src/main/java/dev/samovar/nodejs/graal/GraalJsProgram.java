package dev.samovar.nodejs.graal;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.Map;

/// One version of a Node.js function, whose sources are parsed once.
final class GraalJsProgram implements Program {
    /// Blanks of this engine fit every Node.js function.
    static final BlankKey KEY = new BlankKey(Isolation.IN_PROCESS, new RuntimeId("graaljs"), 0, Map.of());

    private final Deployment deployment;
    private final SourceCache sources = new SourceCache();

    GraalJsProgram(Deployment deployment) {
        this.deployment = deployment;
    }

    Deployment deployment() {
        return deployment;
    }

    SourceCache sources() {
        return sources;
    }

    @Override
    public BlankKey blankKey() {
        return KEY;
    }

    @Override
    public void close() {}
}
