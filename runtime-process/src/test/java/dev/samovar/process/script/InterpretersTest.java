package dev.samovar.process.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.process.python.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterpretersTest {
    @TempDir
    Path directory;

    private static String chosen(String wanted, String... versions) {
        var pythons = Stream.of(versions)
                .map(version -> new Interpreter(
                        Path.of("/python" + version), Path.of("/python" + version), version(version), List.of()))
                .toList();
        return Interpreters.choose(version(wanted), pythons)
                .orElseThrow()
                .version()
                .toString();
    }

    private static Version version(String text) {
        return Version.find(text).orElseThrow();
    }

    private static Interpreters pythons(List<Path> named, Map<String, String> variables) {
        return new Interpreters(new Python(0), named, variables);
    }

    /// A program that answers as Python does.
    private Path python(String place, int minor) throws Exception {
        var file = directory.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' \"$0\" '3 " + minor + "' /packages\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void prefersTheVersionThenTheNearestNewerThenTheNearestOlder() {
        assertThat(chosen("3.12", "3.9", "3.12", "3.13")).isEqualTo("3.12");
        assertThat(chosen("3.12", "3.9", "3.14", "3.13")).isEqualTo("3.13");
        assertThat(chosen("3.14", "3.9", "3.13", "3.12")).isEqualTo("3.13");
        assertThat(chosen("3.4", "3.1", "4.0", "2.7")).isEqualTo("4.0");
        assertThat(chosen("3.4", "3.1", "2.7")).isEqualTo("3.1");
        assertThat(Interpreters.choose(version("3.12"), List.of())).isEmpty();
    }

    @Test
    void looksAtWhatTheHostNamedThenAtItsVariables() throws Exception {
        var named = python("named/python-of-mine", 11);
        python("variable/bin/python3", 12);
        python("path/python3.13", 13);
        python("path/python3", 13);
        python("path/python3-config", 99);
        python("later/python3.12", 12);
        var pythons = pythons(
                List.of(named),
                Map.of(
                        "SAMOVAR_PYTHON",
                        directory.resolve("variable").toString(),
                        "PATH",
                        directory.resolve("path") + ":" + directory.resolve("later") + ":/no/such"));

        assertThat(pythons.chosen(version("3.11")).orElseThrow().path()).isEqualTo(named);
        assertThat(pythons.chosen(version("3.12")).orElseThrow().path())
                .isEqualTo(directory.resolve("variable/bin/python3"));
        assertThat(pythons.chosen(version("3.13")).orElseThrow().path())
                .isEqualTo(directory.resolve("path/python3.13"));
        assertThat(pythons.version(version("3.14"))).contains(version("3.13"));
        assertThat(pythons.all().values()).containsOnly("3.11", "3.12", "3.13");
    }

    @Test
    void findsAllVersionsOfPyenvBehindItsScripts() throws Exception {
        python("pyenv/shims/python3", 99);
        python("pyenv/versions/3.10.2/bin/python3.10", 10);
        python("pyenv/versions/3.12.1/bin/python3.12", 12);
        var pythons = pythons(
                List.of(), Map.of("PATH", directory.resolve("pyenv/shims").toString()));

        assertThat(pythons.version(version("3.10"))).contains(version("3.10"));
        assertThat(pythons.version(version("3.12"))).contains(version("3.12"));
        assertThat(pythons.all()).hasSize(2);
    }

    @Test
    void knowsEnvironmentsOfVenvByWhereTheyLie() throws Exception {
        var real = python("real/python3.12", 12);
        var venv = Files.createDirectories(directory.resolve("venv/bin"));
        Files.writeString(directory.resolve("venv/pyvenv.cfg"), "");
        Files.createSymbolicLink(venv.resolve("python3"), real);
        var pythons = pythons(List.of(), Map.of("PATH", venv.toString()));

        assertThat(pythons.chosen(version("3.12")).orElseThrow().path()).isEqualTo(venv.resolve("python3"));
    }

    @Test
    void readsWhatAProgramAnswers() {
        var pythons = pythons(List.of(), Map.of());

        assertThat(pythons.told("/venv/bin/python3\n3 11\n/usr/bin/python3\n/a\n/b\n"))
                .contains(new Interpreter(
                        Path.of("/venv/bin/python3"),
                        Path.of("/usr/bin/python3"),
                        version("3.11"),
                        List.of(Path.of("/a"), Path.of("/b"))));
        for (var other : new String[] {
            "",
            "python: not found",
            "/usr/bin/python\n2 7\n/a\n",
            "/usr/bin/python3\n3 7\n/a\n",
            "/usr/bin/python3\n3 11\n"
        }) assertThat(pythons.told(other)).isEmpty();
    }
}
