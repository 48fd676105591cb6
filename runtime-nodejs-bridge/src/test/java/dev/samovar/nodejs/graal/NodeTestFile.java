package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file of Node's tests.
///
/// @param name its path below the directory of all tests, such as `parallel/test-path.js`
/// @param text what it says
record NodeTestFile(String name, String text) {
    private static final Pattern FLAGS = Pattern.compile("// Flags:\\s+(--.*)");
    private static final Pattern VARIABLES = Pattern.compile("// Env:\\s+(.*)");

    /// Flags that change nothing that a test of the library sees.
    private static final List<String> HARMLESS = List.of("--no-warnings");

    /// What it must not import: processes, threads, programs around Node, and its inside.
    private static final Pattern IMPORT = Pattern.compile("(?:require\\(|from |import\\(|import )\\s*['\"](?:node:)?("
            + String.join(
                    "|",
                    "cluster",
                    "worker_threads",
                    "child_process",
                    "inspector(?:/promises)?",
                    "dgram",
                    "http2",
                    "repl",
                    "wasi",
                    "sqlite",
                    "sea",
                    "trace_events",
                    "quic",
                    "internal/[^'\"]*",
                    "[./]*/common/(?:sea|wasi|child_process|inspector-helper|debugger|snapshot|http2|udp|quic|cpu-prof|prof|"
                            + "report|repl|heap|assertSnapshot)(?:\\.m?js)?",
                    "[^'\"]*\\.node")
            + ")['\"]");
    private static final Pattern SPAWNS =
            Pattern.compile("\\bspawnPromisified\\b|\\bspawnSyncAnd\\w+|process\\.execve\\(");
    private static final Pattern BINDINGS = Pattern.compile("\\binternalBinding\\(|process\\.binding\\(|/build/");

    static NodeTestFile read(Path tests, String name) throws IOException {
        return new NodeTestFile(name, new String(Files.readAllBytes(tests.resolve(name)), StandardCharsets.UTF_8));
    }

    /// Why it says nothing about an engine inside the JVM, if it does not. Decided by its flags and imports
    /// alone.
    Optional<String> inapplicable() {
        for (var flag : flags())
            if (!HARMLESS.contains(flag)) return Optional.of("flag " + flag.replaceFirst("=.*", ""));
        var imported = IMPORT.matcher(text);
        if (imported.find()) return Optional.of(reason(imported.group(1)));
        if (SPAWNS.matcher(text).find()) return Optional.of("child_process");
        if (BINDINGS.matcher(text).find()) return Optional.of("internal bindings");
        return Optional.empty();
    }

    private static String reason(String imported) {
        if (imported.startsWith("internal/")) return "internal modules";
        if (imported.endsWith(".node")) return "native add-ons";
        return imported.replaceFirst(".*/common/", "")
                .replaceFirst("\\.m?js$", "")
                .replaceFirst("/promises$", "");
    }

    List<String> flags() {
        var found = FLAGS.matcher(text);
        return found.find() ? List.of(found.group(1).strip().split("\\s+")) : List.of();
    }

    /// The variables that it asks for.
    Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        var found = VARIABLES.matcher(text);
        if (found.find())
            for (var variable : List.of(found.group(1).strip().split("\\s+"))) {
                int at = variable.indexOf('=');
                if (at > 0) variables.put(variable.substring(0, at), variable.substring(at + 1));
            }
        return variables;
    }
}
