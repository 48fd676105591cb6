package dev.samovar.process.custom;

import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.Map;

/// One version of a function with a runtime of its own. Its code is used as it is.
record CustomProgram(BlankKey blankKey) implements Program {

    static CustomProgram of(Deployment deployment, Isolation isolation) {
        return new CustomProgram(BlankKey.ofChild(deployment.spec(), isolation, Map.of()));
    }

    @Override
    public void close() {}
}
