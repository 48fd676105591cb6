package dev.samovar;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Isolation;

/// Runtimes for Java functions: inside this JVM, or each environment in a sandboxed one.
final class JavaRuntimes {
    private JavaRuntimes() {}

    static FunctionRuntime of(Isolation isolation) {
        var builder = Samovar.builder().isolation(isolation);
        if (isolation == Isolation.PROCESS)
            builder.processes(Confinement.SANDBOX.launcher()).blanks(0);
        return builder.build();
    }
}
