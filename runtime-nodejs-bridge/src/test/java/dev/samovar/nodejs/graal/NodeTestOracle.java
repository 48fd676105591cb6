package dev.samovar.nodejs.graal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A real Node of the library's version, which is asked what a test is worth: one that it fails itself was
/// written for a newer Node. What it said is remembered.
final class NodeTestOracle {
    private static final int SECONDS = 30;

    private final Path node;
    private final Path tests;
    private final Path memory;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    NodeTestOracle(Path node, Path tests, Path memory) throws IOException {
        this.node = node;
        this.tests = tests;
        this.memory = memory;
        if (Files.exists(memory))
            for (var line : Files.readAllLines(memory)) known.put(line.substring(7), line.startsWith("passes"));
    }

    boolean passes(NodeTestFile file) throws IOException, InterruptedException {
        var remembered = known.get(file.name());
        if (remembered != null) return remembered;
        boolean passes = runs(file);
        known.put(file.name(), passes);
        remember((passes ? "passes " : "fails  ") + file.name() + "\n");
        return passes;
    }

    private synchronized void remember(String line) throws IOException {
        Files.writeString(memory, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private boolean runs(NodeTestFile file) throws IOException, InterruptedException {
        var scratch = Files.createTempDirectory("node-test");
        try {
            var builder = new ProcessBuilder(
                            node.toString(), tests.resolve(file.name()).toString())
                    .directory(tests.resolve("..").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().clear();
            builder.environment().putAll(file.variables());
            builder.environment()
                    .putAll(Map.of(
                            "HOME",
                            scratch.toString(),
                            "PATH",
                            "/usr/bin:/bin",
                            "NODE_TEST_DIR",
                            scratch.toString(),
                            "NODE_SKIP_FLAG_CHECK",
                            "1"));
            var process = builder.start();
            if (process.waitFor(SECONDS, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly().waitFor();
            return false;
        } finally {
            remove(scratch);
        }
    }

    /// Removes a directory and all in it, whatever its permissions.
    static void remove(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
