package dev.samovar.nodejs.process;

import dev.samovar.api.RuntimeId;
import java.util.Optional;
import java.util.regex.Pattern;

/// The major version of a Node.
record NodeVersion(int major) {
    private static final Pattern PROGRAM = Pattern.compile("v(\\d{1,3})\\.\\d+\\.\\d+.*");

    /// The version that a runtime asks for, if it is one of Node's.
    static Optional<NodeVersion> of(RuntimeId runtime) {
        var major = runtime.nodeMajor();
        return major.isPresent() ? Optional.of(new NodeVersion(major.getAsInt())) : Optional.empty();
    }

    /// The version that `node --version` tells.
    static Optional<NodeVersion> told(String line) {
        var matcher = PROGRAM.matcher(line.strip());
        return matcher.matches() ? Optional.of(new NodeVersion(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }
}
