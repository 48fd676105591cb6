package dev.samovar.nodejs.process;

import dev.samovar.api.RuntimeId;
import java.util.Optional;
import java.util.regex.Pattern;

/// The major version of a Node, or of one of Lambda's runtimes.
record NodeVersion(int major) {
    private static final Pattern RUNTIME = Pattern.compile("nodejs(\\d{1,3})\\.x");
    private static final Pattern PROGRAM = Pattern.compile("v(\\d{1,3})\\.\\d+\\.\\d+.*");

    /// The version that a runtime such as `nodejs22.x` names, if it is one of Node's.
    static Optional<NodeVersion> of(RuntimeId runtime) {
        return matched(RUNTIME, runtime.value());
    }

    /// The version that `node --version` tells.
    static Optional<NodeVersion> told(String line) {
        return matched(PROGRAM, line.strip());
    }

    private static Optional<NodeVersion> matched(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(new NodeVersion(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }
}
