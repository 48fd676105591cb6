package dev.samovar.api;

import java.util.List;
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
    private static final Pattern PYTHON = Pattern.compile("python3\\.([0-9]{1,2})");
    private static final Pattern RUBY = Pattern.compile("ruby([0-9]\\.[0-9]{1,2})");
    private static final List<String> CREATABLE = List.of(
            "nodejs26.x",
            "nodejs24.x",
            "nodejs22.x",
            "nodejs20.x",
            "nodejs18.x",
            "nodejs16.x",
            "python3.15",
            "python3.14",
            "python3.13",
            "python3.12",
            "python3.11",
            "python3.10",
            "python3.9",
            "python3.8",
            "java25",
            "java21",
            "java17.al2023",
            "java17",
            "java11.al2023",
            "java11",
            "java8.al2023",
            "java8.al2",
            "dotnet10",
            "dotnet8",
            "dotnet6",
            "ruby4.0",
            "ruby3.4",
            "ruby3.3",
            "ruby3.2",
            "provided.al2023",
            "provided.al2");
    private static final Set<String> DEPRECATED = Set.of(
            "java8",
            "nodejs",
            "nodejs4.3",
            "nodejs4.3-edge",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "python2.7",
            "python3.6",
            "python3.7",
            "ruby2.5",
            "ruby2.7",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "go1.x",
            "provided");
    private static final Set<String> JAVA = Set.of("java8.al2", "java11", "java17", "java21", "java25");

    /// The runtime of functions that are a [Handler] of the host.
    public static final RuntimeId HOST = new RuntimeId("host");

    /// @throws IllegalArgumentException if the text cannot be a runtime identifier
    public RuntimeId {
        if (!SHAPE.matcher(value).matches())
            throw new IllegalArgumentException(
                    "not a runtime identifier (such as java21 or nodejs22.x): '" + Excerpt.of(value) + "'");
    }

    /// The runtimes that Lambda creates functions for, whatever runs here.
    public static List<String> creatable() {
        return CREATABLE;
    }

    /// The runtime of this name, if Lambda has it or once had it.
    public static Optional<RuntimeId> find(String name) {
        return CREATABLE.contains(name) || DEPRECATED.contains(name)
                ? Optional.of(new RuntimeId(name))
                : Optional.empty();
    }

    /// Whether Lambda creates no functions for it any more.
    public boolean isDeprecated() {
        return DEPRECATED.contains(value);
    }

    /// Whether this is one of Lambda's managed Java runtimes.
    public boolean isJava() {
        return JAVA.contains(value);
    }

    /// Whether functions bring their runtime along, as those of `provided.al2023` do.
    public boolean isCustom() {
        return value.startsWith("provided");
    }

    /// The major version of Node for one of Lambda's managed Node.js runtimes: 22 for `nodejs22.x`.
    public OptionalInt nodeMajor() {
        var node = NODE.matcher(value);
        return node.matches() ? OptionalInt.of(Integer.parseInt(node.group(1))) : OptionalInt.empty();
    }

    /// The minor version of Python for one of Lambda's managed Python runtimes: 13 for `python3.13`.
    public OptionalInt pythonMinor() {
        var python = PYTHON.matcher(value);
        return python.matches() ? OptionalInt.of(Integer.parseInt(python.group(1))) : OptionalInt.empty();
    }

    /// The version of Ruby for one of Lambda's managed Ruby runtimes: 3.4 for `ruby3.4`.
    public Optional<String> rubyVersion() {
        var ruby = RUBY.matcher(value);
        return ruby.matches() ? Optional.of(ruby.group(1)) : Optional.empty();
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
