package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sandboxed functions on machines that let their host make control groups, and on others: what becomes of
/// them is the same, whether the kernel holds them to their memory or the watch alone.
final class ControlGroupTest {
    private static final String FUNCTION = """
            while next; do
              case $event in
                *memory*) tail -c 900m /dev/zero | tail -n 1 | wc -c >/tmp/size ;;
                *processes*) mkfifo /tmp/never; for i in $(seq 1200); do (: </tmp/never) & done ;;
              esac
              answer '"served"'
            done""";

    @TempDir
    Path directory;

    @BeforeEach
    void needTools() {
        Tool.BWRAP.path();
        Tool.CURL.path();
    }

    private FunctionRuntime runtime(boolean groups, int memoryMb) {
        var runtime = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(ChildProcesses.builder().controlGroups(groups).build())
                .blanks(0)
                .build();
        var zip = Zips.of(directory.resolve("f.zip"), Map.of("bootstrap", CustomRuntimeTest.SHELL + FUNCTION));
        runtime.create(FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(zip))
                .handler("f")
                .memoryMb(memoryMb)
                .timeout(Duration.ofMinutes(2)));
        return runtime;
    }

    private static Invocation invoke(FunctionRuntime runtime, String what) {
        return runtime.invoke("f", Event.json("{\"what\":\"" + what + "\"}"));
    }

    /// The control group of version 2 of a process; empty where there is none.
    private static String groupOf(ProcessHandle process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "cgroup"))) {
            return lines.filter(line -> line.startsWith("0::"))
                    .findFirst()
                    .orElse("0::")
                    .substring(3);
        }
    }

    private static String groupOfFunction() throws IOException {
        return groupOf(NodeHost.descendants("^\\S+ /var/task/bootstrap$").getFirst());
    }

    private static String ownGroup() throws IOException {
        return groupOf(ProcessHandle.current());
    }

    @Test
    void isEndedBeyondItsMemoryAndServesAgain() {
        try (var runtime = runtime(true, 256)) {
            assertThat(invoke(runtime, "answer").orThrow().text()).isEqualTo("\"served\"");

            var invocation = invoke(runtime, "memory");

            var fault = ((Failed) invocation.result()).fault();
            assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(fault.errorMessage()).endsWith("Runtime exited with error: signal: killed");
            assertThat(invocation.report().orElseThrow().maxMemoryMb()).isEqualTo(256);
            assertThat(invoke(runtime, "answer").orThrow().text()).isEqualTo("\"served\"");
        }
    }

    @Test
    void isInAGroupOfItsOwnWhereThereCanBeSome() throws IOException {
        boolean can = ChildProcesses.noControlGroups().isEmpty();
        assertThat(System.getProperty("samovar.groups", Boolean.toString(can)))
                .as("what is known of this machine")
                .isEqualTo(Boolean.toString(can));
        var before = ownGroup();
        try (var runtime = runtime(true, 256)) {
            invoke(runtime, "answer").orThrow();

            if (can) {
                assertThat(groupOfFunction()).matches(".*/samovar-\\d+-\\d+/child\\d+");
                var files = Path.of("/sys/fs/cgroup" + groupOfFunction());
                assertThat(files.resolve("memory.max")).hasContent(Long.toString((256L + 16) << 20));
                assertThat(files.resolve("memory.oom.group")).hasContent("1");
                assertThat(ownGroup()).matches(".*/samovar-\\d+-host|/");
            } else {
                assertThat(groupOfFunction()).isEqualTo(before);
                assertThat(ownGroup()).isEqualTo(before);
            }
        }
        assertThat(ownGroup()).as("after the end").isEqualTo(before);
    }

    @Test
    void isInThatOfTheHostWhichWantsNoOthers() throws IOException {
        try (var runtime = runtime(false, 256)) {
            invoke(runtime, "answer").orThrow();

            assertThat(groupOfFunction()).isEqualTo(ownGroup());
        }
    }

    @Test
    void cannotStartProcessesWithoutEnd() {
        try (var runtime = runtime(true, 1024)) {
            var fault = ((Failed) invoke(runtime, "processes").result()).fault();

            assertThat(fault.errorMessage())
                    .as("the shell's end, which cannot fork")
                    .contains("exit status 2");
            assertThat(invoke(runtime, "answer").orThrow().text()).isEqualTo("\"served\"");
        }
    }
}
