package dev.samovar.nodejs.graal;

import dev.samovar.api.FunctionSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a function's variables have Lambda do before its code is loaded, and this engine does not: a program
/// that starts Node, and options for Node.
final class Beforehand {
    /// Options that this engine follows, or that change nothing a function could tell here.
    private static final Pattern KNOWN = Pattern.compile("--((no-)?experimental-(detect|require)-module|"
            + "(max[-_](old|semi)[-_]space[-_]size|no-(warnings|deprecation)|optimize[-_]for[-_]size)(=.*)?)");

    private Beforehand() {}

    /// What is missing, as a sentence without its end; empty if nothing is.
    static Optional<String> missing(FunctionSpec spec) {
        var variables = spec.environment();
        if (!variables.getOrDefault("AWS_LAMBDA_EXEC_WRAPPER", "").isEmpty())
            return Optional.of("AWS_LAMBDA_EXEC_WRAPPER names a program to start, which engine graaljs cannot");
        return Arrays.stream(variables.getOrDefault("NODE_OPTIONS", "").split("\\s+", -1))
                .filter(word -> word.startsWith("-"))
                .filter(word -> !KNOWN.matcher(word).matches())
                .findFirst()
                .map(word -> "NODE_OPTIONS has " + word + ", which engine graaljs does not know");
    }
}
