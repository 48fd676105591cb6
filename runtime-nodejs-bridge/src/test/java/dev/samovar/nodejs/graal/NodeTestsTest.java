package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.samovar.nodejs.graal.NodeTestOutcome.Failed;
import dev.samovar.nodejs.graal.NodeTestOutcome.Inapplicable;
import dev.samovar.nodejs.graal.NodeTestOutcome.Passed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Node's own tests are run where somebody names a directory that has them; else a few files of ours in their
/// manner keep the runner honest.
final class NodeTestsTest {
    @TempDir
    private Path directory;

    @Test
    void tellsWhatPassesFromWhatDoesNot() throws Exception {
        try (var tests = new NodeTests(ours(), null, 6)) {
            assertThat(told(tests.run(files())))
                    .containsOnly(
                            entry("fails-at-exit.js", "failed: status 3"),
                            entry("fails.js", "failed: TypeError: of its own"),
                            entry("inapplicable-by-import.js", "inapplicable: child_process"),
                            entry("inapplicable.js", "inapplicable: flag --expose-internals"),
                            entry("never-settles.mjs", "failed: status 13"),
                            entry("passes-as-module.mjs", "passed"),
                            entry("passes.js", "passed"),
                            entry("runs-on.js", "failed: it did not end within 6 s"),
                            entry("skips.js", "inapplicable: skips itself: nothing to see"));
        }
    }

    @Test
    void countsWhatIsApplicable() {
        Map<String, NodeTestOutcome> outcomes = Map.of(
                "a", new Passed(),
                "b", new Failed("line", "output"),
                "c", new Passed(),
                "d", new Inapplicable("reason"),
                "e", new NodeTestOutcome.Newer());

        assertThat(NodeTests.row("module", outcomes).strip()).isEqualTo("| module | 2 of 3 (66 %) | 1 | 1 |");
    }

    /// One test where `node.tests` names a directory, else none.
    @TestFactory
    Stream<DynamicTest> nodesOwn() {
        return Stream.ofNullable(System.getProperty("node.tests"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> DynamicTest.dynamicTest(directory, () -> runAll(Path.of(directory))));
    }

    private static void runAll(Path directory) throws Exception {
        var names = System.getProperty("node.tests.modules", "");
        System.out.print(NodeTests.report(
                directory,
                Optional.ofNullable(System.getProperty("node.tests.oracle")).map(Path::of),
                Path.of("target", "node-tests"),
                names.isEmpty() ? List.of() : Arrays.asList(names.split(","))));
    }

    private Path ours() throws Exception {
        var from = Path.of(NodeTestsTest.class.getResource("node-tests").toURI());
        try (var all = Files.walk(from)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var to = directory.resolve(from.relativize(file).toString());
                Files.createDirectories(to.resolve(".."));
                Files.copy(file, to);
            }
        }
        return directory;
    }

    private List<String> files() throws Exception {
        return NodeTestModule.named("test-own").files(directory);
    }

    private static Map<String, String> told(Map<String, NodeTestOutcome> outcomes) {
        return outcomes.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring("parallel/test-own-".length()),
                        entry -> told(entry.getValue())));
    }

    private static String told(NodeTestOutcome outcome) {
        return switch (outcome) {
            case Passed _ -> "passed";
            case Failed failed ->
                "failed: " + failed.line().replaceFirst(" \\|.*|file:.*", "").strip();
            case Inapplicable because -> "inapplicable: " + because.reason();
            case NodeTestOutcome.Newer _ -> "newer";
        };
    }
}
