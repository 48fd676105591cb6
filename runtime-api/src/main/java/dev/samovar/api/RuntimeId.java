package dev.samovar.api;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The identifier of a Lambda runtime, such as `java21`, `nodejs22.x`, `python3.13` or `provided.al2023`.
///
/// Whether a runtime can run here is decided when a function is written: a bridge must claim it.
///
/// Source: AWS Lambda developer guide, "Lambda runtimes".
public record RuntimeId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

    private static final Pattern NODE = Pattern.compile("nodejs([1-9][0-9]{0,2})\\.x");
    private static final Set<String> JAVA = Set.of("java8.al2", "java11", "java17", "java21", "java25");

    /// The runtime of functions that are a [Handler] of the host.
    public static final RuntimeId HOST = new RuntimeId("host");

    /// @throws IllegalArgumentException if the text cannot be a runtime identifier
    public RuntimeId {
        if (!SHAPE.matcher(value).matches())
            throw new IllegalArgumentException(
                    "not a runtime identifier (such as java21 or nodejs22.x): '" + Excerpt.of(value) + "'");
    }

    /// Whether this is one of Lambda's managed Java runtimes.
    public boolean isJava() {
        return JAVA.contains(value);
    }

    /// The major version of Node for one of Lambda's managed Node.js runtimes: 22 for `nodejs22.x`.
    public OptionalInt nodeMajor() {
        var node = NODE.matcher(value);
        return node.matches() ? OptionalInt.of(Integer.parseInt(node.group(1))) : OptionalInt.empty();
    }

    /// Where `require` looks for what a function's package lacks, unless its variable `NODE_PATH` says otherwise: the
    /// directories of that variable, separated by colons. Empty for runtimes that are not Node.js.
    ///
    /// Source: AWS Lambda developer guide, "Working with layers for Node.js Lambda functions".
    public Optional<String> nodePath() {
        var major = nodeMajor();
        return major.isEmpty()
                ? Optional.empty()
                : Optional.of("/opt/nodejs/node" + major.getAsInt()
                        + "/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task");
    }

    @Override
    public String toString() {
        return value;
    }
}
