package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.NodeTestOutcome.Failed;
import dev.samovar.nodejs.graal.NodeTestOutcome.Inapplicable;
import dev.samovar.nodejs.graal.NodeTestOutcome.Newer;
import dev.samovar.nodejs.graal.NodeTestOutcome.Passed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/// Runs Node's own tests on engine `graaljs` and says how many of them pass, module by module. The tests are
/// not ours and are not here: the caller names a directory that has them.
final class NodeTests {
    private static final int SECONDS = 20;
    private static final int AT_ONCE = 2;

    private final Path tests;
    private final @Nullable NodeTestOracle oracle;
    private final Engine engine = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private final NodeLibrary library = new NodeLibrary();
    private final SourceCache sources = new SourceCache();

    /// @param tests the directory that has `parallel`, `common` and `fixtures`
    /// @param oracle a Node that tells which tests are meant for its version, if there is one
    NodeTests(Path tests, @Nullable NodeTestOracle oracle) {
        this.tests = tests;
        this.oracle = oracle;
    }

    /// What became of these files, by their names.
    Map<String, NodeTestOutcome> run(List<String> names) throws Exception {
        var outcomes = new TreeMap<String, NodeTestOutcome>();
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<NodeTestOutcome>> tasks = new ArrayList<>();
            for (var name : names) tasks.add(() -> outcome(name));
            var done = workers.invokeAll(tasks);
            for (int i = 0; i < names.size(); i++)
                outcomes.put(names.get(i), done.get(i).get());
        }
        return outcomes;
    }

    private NodeTestOutcome outcome(String name) throws IOException, InterruptedException {
        var file = NodeTestFile.read(tests, name);
        var reason = file.inapplicable();
        if (reason.isPresent()) return new Inapplicable(reason.get());
        if (oracle != null && !oracle.passes(file)) return new Newer();
        var scratch = Files.createTempDirectory("node-test");
        try {
            return new NodeTestContext(tests, scratch).run(engine, library, sources, file, SECONDS);
        } finally {
            NodeTestOracle.remove(scratch);
        }
    }

    /// Runs the tests of modules.
    ///
    /// @param arguments `--from DIR`, and as wanted `--oracle NODE`, `--results DIR`, and names of modules or
    ///     files
    public static void main(String[] arguments) throws Exception {
        var from = option(arguments, "--from")
                .map(Path::of)
                .orElseThrow(() -> new IllegalArgumentException("--from DIR is missing"));
        var tests = Files.isDirectory(from.resolve("test")) ? from.resolve("test") : from;
        var results = option(arguments, "--results").map(Path::of).orElse(Path.of("target", "node-tests"));
        Files.createDirectories(results);
        var node = option(arguments, "--oracle");
        var oracle =
                node.isPresent() ? new NodeTestOracle(Path.of(node.get()), tests, results.resolve("oracle.txt")) : null;
        var modules = new ArrayList<NodeTestModule>();
        for (int i = 0; i < arguments.length; i++)
            if (arguments[i].startsWith("--")) i++;
            else modules.add(NodeTestModule.named(arguments[i]));
        var runner = new NodeTests(tests, oracle);
        var table = new StringBuilder("| Module | Passed of applicable | Inapplicable | Newer |\n|---|---|---|---|\n");
        for (var module : modules.isEmpty() ? NodeTestModule.ALL : modules) {
            var outcomes = runner.run(module.files(tests));
            var row = row(module.name(), outcomes);
            table.append(row);
            System.out.print(row);
            Files.writeString(results.resolve(module.name() + ".txt"), listing(outcomes), StandardCharsets.UTF_8);
        }
        Files.writeString(results.resolve("table.md"), table, StandardCharsets.UTF_8);
        System.exit(0);
    }

    private static Optional<String> option(String[] arguments, String name) {
        for (int i = 0; i + 1 < arguments.length; i++)
            if (arguments[i].equals(name)) return Optional.of(arguments[i + 1]);
        return Optional.empty();
    }

    /// A line of the table: what passed of what is applicable, and what was not counted.
    static String row(String name, Map<String, NodeTestOutcome> outcomes) {
        int passed = 0;
        int failed = 0;
        int inapplicable = 0;
        int newer = 0;
        for (var outcome : outcomes.values())
            switch (outcome) {
                case Passed _ -> passed++;
                case Failed _ -> failed++;
                case Inapplicable _ -> inapplicable++;
                case Newer _ -> newer++;
            }
        int applicable = passed + failed;
        var share = applicable == 0 ? "" : " (%d %%)".formatted(100 * passed / applicable);
        return "| %s | %d of %d%s | %d | %d |%n".formatted(name, passed, applicable, share, inapplicable, newer);
    }

    private static String listing(Map<String, NodeTestOutcome> outcomes) {
        var text = new StringBuilder();
        var reasons = new TreeMap<String, Integer>();
        outcomes.forEach((name, outcome) -> {
            switch (outcome) {
                case Passed _ -> text.append("passed       ").append(name).append('\n');
                case Failed failed ->
                    text.append("failed       ")
                            .append(name)
                            .append("  ")
                            .append(failed.line())
                            .append('\n');
                case Inapplicable because -> {
                    text.append("inapplicable ")
                            .append(name)
                            .append("  ")
                            .append(because.reason())
                            .append('\n');
                    reasons.merge(because.reason(), 1, Integer::sum);
                }
                case Newer _ -> text.append("newer        ").append(name).append('\n');
            }
        });
        text.append('\n');
        reasons.forEach((reason, count) -> text.append("%4d %s%n".formatted(count, reason)));
        text.append('\n');
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof Failed failed)
                text.append("--- ")
                        .append(name)
                        .append('\n')
                        .append(failed.output())
                        .append('\n');
        });
        return text.toString();
    }
}
