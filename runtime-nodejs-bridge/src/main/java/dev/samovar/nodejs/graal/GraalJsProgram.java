package dev.samovar.nodejs.graal;

import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Program;
import java.util.Map;
import java.util.Optional;

/// One version of a Node.js function.
///
/// @param sources of its package, each parsed once
/// @param experience what its invocations showed
/// @param onClose gives the sources back
record GraalJsProgram(SourceCache sources, Experience experience, Runnable onClose) implements Program {
    /// Blanks of this engine fit every Node.js function.
    static final BlankKey KEY = new BlankKey(Isolation.IN_PROCESS, new RuntimeId("graaljs"), 0, Map.of());

    @Override
    public BlankKey blankKey() {
        return KEY;
    }

    @Override
    public Optional<String> objection() {
        return experience.objection();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
