package dev.samovar.process.script;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One version of a function. Its code is used as it is; what must be known before its process starts are the runtime
/// and the variables that its interpreter and the system read when a process begins.
record ScriptProgram(BlankKey blankKey) implements Program {
    static ScriptProgram of(Deployment deployment, Isolation isolation, Language language) {
        var spec = deployment.spec();
        return new ScriptProgram(BlankKey.ofChild(spec, isolation, readAtStart(spec, language.readAtStart())));
    }

    private static Map<String, String> readAtStart(FunctionSpec spec, List<String> beginnings) {
        var variables = new TreeMap<String, String>();
        spec.environment().forEach((name, value) -> {
            if (beginnings.stream().anyMatch(name::startsWith)) variables.put(name, value);
        });
        return Map.copyOf(variables);
    }

    @Override
    public void close() {}
}
