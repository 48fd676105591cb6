package dev.samovar.process.python;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One version of a Python function. Its code is used as it is; what must be known before its process starts are the
/// runtime and the variables that Python and the system read when a process begins.
record PythonProgram(BlankKey blankKey) implements Program {
    private static final List<String> READ_AT_START =
            List.of("PYTHON", "LD_", "LC_", "MALLOC_", "SSL_", "OPENSSL_", "GLIBC_", "LANG", "TZ");

    static PythonProgram of(Deployment deployment, Isolation isolation) {
        var spec = deployment.spec();
        return new PythonProgram(BlankKey.ofChild(spec, isolation, readAtStart(spec)));
    }

    private static Map<String, String> readAtStart(FunctionSpec spec) {
        var variables = new TreeMap<String, String>();
        spec.environment().forEach((name, value) -> {
            if (READ_AT_START.stream().anyMatch(name::startsWith)) variables.put(name, value);
        });
        return Map.copyOf(variables);
    }

    @Override
    public void close() {}
}
