package dev.samovar.nodejs.process;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import dev.samovar.spi.ProgramCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One version of a Node.js function. Its code is used as it is; what must be known before its process starts are
/// the runtime and the variables that Node and the system read when a process begins.
record NodeProgram(BlankKey blankKey, CompileCache compileCache) implements Program {
    private static final List<String> READ_AT_START =
            List.of("NODE_", "UV_", "LD_", "LC_", "MALLOC_", "SSL_", "OPENSSL_", "GLIBC_", "LANG", "TZ");

    /// Options that name files of the function's, which a process that waits for its function does not see.
    private static final Pattern FILES = Pattern.compile(
            "(^|.*\\s)(-r|--(require|import|loader|experimental-loader|env-file|openssl-config))([\\s=].*|$)");

    static NodeProgram of(Deployment deployment, Isolation isolation, CompileCache compileCache) {
        var spec = deployment.spec();
        return new NodeProgram(BlankKey.ofChild(spec, isolation, readAtStart(spec)), compileCache);
    }

    /// Where some cannot be read at the start, Node begins anew when it is given its function (`bootstrap.js`).
    private static Map<String, String> readAtStart(FunctionSpec spec) {
        var variables = new TreeMap<String, String>();
        spec.environment().forEach((name, value) -> {
            if (READ_AT_START.stream().anyMatch(name::startsWith)) variables.put(name, value);
        });
        // It names a directory of the function's.
        variables.remove("NODE_COMPILE_CACHE");
        if (FILES.matcher(variables.getOrDefault("NODE_OPTIONS", "")).matches()) variables.remove("NODE_OPTIONS");
        return Map.copyOf(variables);
    }

    @Override
    public Optional<ProgramCache> cache() {
        return Optional.of(compileCache);
    }

    @Override
    public void close() {
        compileCache.close();
    }
}
