package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a child may do on the machine of a host that may do everything.
final class ChildPowersTest {
    private static final String PYTHON = """
            import os, subprocess
            status = dict(line.split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)
            def refused(task):
                try: task()
                except OSError: return True
            def handler(event, context):
                other = "/tmp/file"
                open(other, "w").close()
                return {
                    "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16) | int(status["CapAmb"], 16),
                    "chown": not refused(lambda: os.chown(other, 4711, 4711)),
                    "mount": subprocess.call(["mount", "-t", "tmpfs", "none", "/tmp"], stderr=subprocess.DEVNULL) == 0,
                    "other": not refused(lambda: os.setuid(4711))}
            def user(event, context):
                return [os.getuid(), os.getgid(), subprocess.getoutput("id -un")]
            """;

    @TempDir
    Path directory;

    private String answer(Confinement confinement, String handler) throws IOException {
        Tool.PYTHON.path();
        Files.writeString(directory.resolve("app.py"), PYTHON);
        try (var runtime = Samovar.builder()
                .isolation(confinement.isolation())
                .processes(confinement.launcher())
                .build()) {
            var python = ChildProcesses.nearest(new RuntimeId("python3.13")).orElseThrow();
            runtime.create(
                    FunctionSpec.of("f", python, new Code.OnDisk(directory)).handler("app." + handler));
            return runtime.invoke("f", Event.json("{}")).orThrow().text();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areNone(Confinement confinement) throws IOException {
        assertThat(answer(confinement, "handler"))
                .isEqualTo("{\"capabilities\": 0, \"chown\": false, \"mount\": false, \"other\": false}");
    }

    /// Without namespaces there is no other user to be.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GROUPS")
    void areThoseOfTheUserThatFunctionsAreOnLambda(Confinement confinement) throws IOException {
        assertThat(answer(confinement, "user")).isEqualTo("[1051, 1051, \"sbx_user1051\"]");
    }
}
