package dev.samovar.nodejs.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.RuntimeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledNodesTest {
    @TempDir
    Path directory;

    private static int chosen(int wanted, int... majors) {
        var programs = IntStream.of(majors)
                .mapToObj(major -> new InstalledNode(Path.of("/node" + major), new NodeVersion(major)))
                .toList();
        return InstalledNodes.choose(new NodeVersion(wanted), programs)
                .orElseThrow()
                .version()
                .major();
    }

    /// A program that tells a version, as Node does.
    private Path node(String place, String version) throws Exception {
        var file = directory.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho " + version + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void prefersTheVersionThenTheNearestNewerThenTheNearestOlder() {
        assertThat(chosen(22, 20, 22, 24)).isEqualTo(22);
        assertThat(chosen(22, 20, 24, 26)).isEqualTo(24);
        assertThat(chosen(24, 18, 22, 20)).isEqualTo(22);
        assertThat(InstalledNodes.choose(new NodeVersion(22), List.of())).isEmpty();
    }

    @Test
    void looksAtWhatTheHostNamedThenAtItsVariables() throws Exception {
        var named = node("named/node", "v22.1.0");
        node("variable/bin/node", "v24.2.0");
        node("path/node", "v20.3.0");
        node("broken/node", "no version");
        var programs = new InstalledNodes(
                List.of(named),
                Map.of(
                        "SAMOVAR_NODE", directory.resolve("variable") + ":" + directory.resolve("broken"),
                        "PATH", directory.resolve("path") + ":" + directory.resolve("missing")));

        for (int major : new int[] {20, 22, 24})
            assertThat(programs.chosen(new NodeVersion(major))
                            .orElseThrow()
                            .version()
                            .major())
                    .isEqualTo(major);
    }

    @Test
    void asksANodeWhetherItBeginsWithAnOption() throws Exception {
        var file = node("node", "v22.1.0");
        Files.writeString(file, """
                #!/bin/sh
                echo "$@" >> %s
                case "$1" in --old) echo "$0: bad option: $1"; exit 9;; esac
                echo v22.1.0
                """.formatted(directory.resolve("asked")));
        var programs = new InstalledNodes(List.of(file), Map.of());
        var node = programs.chosen(new NodeVersion(22)).orElseThrow();

        assertThat(programs.knows(node, "--new")).isTrue();
        assertThat(programs.knows(node, "--old")).isFalse();
        assertThat(programs.knows(node, "--new")).isTrue();
        assertThat(directory.resolve("asked")).hasContent("--version\n--new --version\n--old --version");
    }

    @Test
    void readsVersionsOfRuntimesAndPrograms() {
        assertThat(NodeVersion.of(new RuntimeId("nodejs22.x"))).contains(new NodeVersion(22));
        assertThat(NodeVersion.of(new RuntimeId("java21"))).isEmpty();
        assertThat(NodeVersion.told("v20.20.2\n")).contains(new NodeVersion(20));
        assertThat(NodeVersion.told("node: not found")).isEmpty();
    }
}
