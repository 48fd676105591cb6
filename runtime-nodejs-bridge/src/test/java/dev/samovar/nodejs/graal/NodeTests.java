package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.NodeTestOutcome.Failed;
import dev.samovar.nodejs.graal.NodeTestOutcome.Inapplicable;
import dev.samovar.nodejs.graal.NodeTestOutcome.Newer;
import dev.samovar.nodejs.graal.NodeTestOutcome.Passed;
import java.io.IOException;
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
final class NodeTests implements AutoCloseable {
    private static final int SECONDS = 20;
    private static final int AT_ONCE = 2;

    private final Path tests;
    private final @Nullable NodeTestOracle oracle;
    private final int seconds;
    private volatile Engine engine = fresh();
    private final NodeLibrary library = new NodeLibrary();
    private final SourceCache sources = new SourceCache();

    /// @param tests the directory that has `parallel`, `common` and `fixtures`
    /// @param oracle a Node that tells which tests are meant for its version, if there is one
    /// @param seconds how long a file may run
    NodeTests(Path tests, @Nullable NodeTestOracle oracle, int seconds) {
        this.tests = tests;
        this.oracle = oracle;
        this.seconds = seconds;
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

    @Override
    public void close() {
        engine.close(true);
    }

    private NodeTestOutcome outcome(String name) throws IOException, InterruptedException {
        var file = NodeTestFile.read(tests, name);
        var reason = file.inapplicable();
        if (reason.isPresent()) return new Inapplicable(reason.get());
        if (oracle != null && !oracle.passes(file)) return new Newer();
        var used = engine;
        var outcome = run(used, file);
        if (!NodeTestContext.isStuck(outcome)) return outcome;
        // What overflowed its stack may have left a lock of the engine's taken, for whoever comes next.
        replace(used);
        return run(engine, file);
    }

    private NodeTestOutcome run(Engine on, NodeTestFile file) throws IOException, InterruptedException {
        var scratch = Files.createTempDirectory("node-test");
        try {
            return new NodeTestContext(tests, scratch).run(on, library, sources, file, seconds);
        } finally {
            NodeTestOracle.remove(scratch);
        }
    }

    private synchronized void replace(Engine stuck) {
        if (engine == stuck) engine = fresh();
    }

    private static Engine fresh() {
        return new SharedEngine(0).current();
    }

    /// Runs the tests of modules and says how many pass, as a table; what became of each file is written down.
    ///
    /// @param from the directory that has the tests, or one that has it as `test`
    /// @param node a real Node of the library's version, which is asked about each file first
    /// @param results where `table.md` and a listing for each module are written
    /// @param names of modules, or beginnings of files; all modules if there are none
    static String report(Path from, Optional<Path> node, Path results, List<String> names) throws Exception {
        var tests = Files.isDirectory(from.resolve("test")) ? from.resolve("test") : from;
        Files.createDirectories(results);
        var oracle = node.isPresent() ? new NodeTestOracle(node.get(), tests, results.resolve("oracle.txt")) : null;
        var modules = names.isEmpty()
                ? NodeTestModule.ALL
                : names.stream().map(NodeTestModule::named).toList();
        var table = new StringBuilder(
                "| Module | Passed of applicable | Inapplicable | Newer |%n|---|---|---|---|%n".formatted());
        try (var runner = new NodeTests(tests, oracle, SECONDS)) {
            for (var module : modules) {
                var outcomes = runner.run(module.files(tests));
                table.append(row(module.name(), outcomes));
                Files.writeString(results.resolve(module.name() + ".txt"), listing(outcomes));
                Files.writeString(results.resolve("table.md"), table);
            }
        }
        return table.toString();
    }

    /// Takes `--from DIR`, and as wanted `--oracle NODE`, `--results DIR` and names.
    public static void main(String[] arguments) throws Exception {
        var from = option(arguments, "--from").orElseThrow(() -> new IllegalArgumentException("--from DIR is missing"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++)
            if (arguments[i].startsWith("--")) i++;
            else names.add(arguments[i]);
        System.out.print(report(
                Path.of(from),
                option(arguments, "--oracle").map(Path::of),
                Path.of(option(arguments, "--results").orElse("target/node-tests")),
                names));
        // What a test left running is nobody's any more.
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
