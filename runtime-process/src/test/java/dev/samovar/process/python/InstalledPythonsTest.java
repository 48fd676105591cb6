package dev.samovar.process.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledPythonsTest {
    @TempDir
    Path directory;

    private static int chosen(int wanted, int... minors) {
        var pythons = IntStream.of(minors)
                .mapToObj(minor -> new InstalledPython(Path.of("/python3." + minor), minor, List.of()))
                .toList();
        return InstalledPythons.choose(wanted, pythons).orElseThrow().minor();
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
        assertThat(chosen(12, 9, 12, 13)).isEqualTo(12);
        assertThat(chosen(12, 9, 14, 13)).isEqualTo(13);
        assertThat(chosen(14, 9, 13, 12)).isEqualTo(13);
        assertThat(InstalledPythons.choose(12, List.of())).isEmpty();
    }

    @Test
    void looksAtWhatTheHostNamedThenAtItsVariables() throws Exception {
        var named = python("named/python-of-mine", 11);
        python("variable/bin/python3", 12);
        python("path/python3.13", 13);
        python("path/python3", 13);
        python("path/python3-config", 99);
        python("later/python3.12", 12);
        var pythons = new InstalledPythons(
                List.of(named),
                Map.of(
                        "SAMOVAR_PYTHON",
                        directory.resolve("variable").toString(),
                        "PATH",
                        directory.resolve("path") + ":" + directory.resolve("later") + ":/no/such"));

        assertThat(pythons.chosen(11).orElseThrow().path()).isEqualTo(named);
        assertThat(pythons.chosen(12).orElseThrow().path()).isEqualTo(directory.resolve("variable/bin/python3"));
        assertThat(pythons.chosen(13).orElseThrow().path()).isEqualTo(directory.resolve("path/python3.13"));
        assertThat(pythons.version(14)).contains("3.13");
        assertThat(pythons.all().values()).containsOnly("3.11", "3.12", "3.13");
    }

    @Test
    void findsAllVersionsOfPyenvBehindItsScripts() throws Exception {
        python("pyenv/shims/python3", 99);
        python("pyenv/versions/3.10.2/bin/python3.10", 10);
        python("pyenv/versions/3.12.1/bin/python3.12", 12);
        var pythons = new InstalledPythons(
                List.of(), Map.of("PATH", directory.resolve("pyenv/shims").toString()));

        assertThat(pythons.version(10)).contains("3.10");
        assertThat(pythons.version(12)).contains("3.12");
        assertThat(pythons.all()).hasSize(2);
    }

    @Test
    void knowsEnvironmentsOfVenvByWhereTheyLie() throws Exception {
        var real = python("real/python3.12", 12);
        var venv = Files.createDirectories(directory.resolve("venv/bin"));
        Files.writeString(directory.resolve("venv/pyvenv.cfg"), "");
        Files.createSymbolicLink(venv.resolve("python3"), real);
        var pythons = new InstalledPythons(List.of(), Map.of("PATH", venv.toString()));

        assertThat(pythons.chosen(12).orElseThrow().path()).isEqualTo(venv.resolve("python3"));
    }

    @Test
    void readsWhatAProgramAnswers() {
        assertThat(InstalledPythons.told("/usr/bin/python3\n3 11\n/a\n/b\n"))
                .contains(new InstalledPython(Path.of("/usr/bin/python3"), 11, List.of(Path.of("/a"), Path.of("/b"))));
        for (var other :
                new String[] {"", "python: not found", "/usr/bin/python\n2 7\n/a\n", "/usr/bin/python3\n3 7\n/a\n"})
            assertThat(InstalledPythons.told(other)).isEmpty();
    }
}
