package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the doctor makes of what it reads.
final class DoctorTest {

    @Test
    void warnsOfFewOpenFiles() {
        assertThat(MachineChecks.openFiles("Max open files            1024                 524288               files")
                        .line())
                .startsWith("warn  open files        at most 1024; ulimit -n raises it");
        assertThat(MachineChecks.openFiles("Max open files            unlimited            unlimited            files")
                        .line())
                .isEqualTo("ok    open files        at most unlimited");
        assertThat(MachineChecks.openFiles("").line()).startsWith("ok ");
    }

    @Test
    void warnsOfLittleMemory() {
        assertThat(MachineChecks.memoryLimit("268435456").line()).startsWith("warn  memory limit      256 MiB");
        assertThat(MachineChecks.memoryLimit("max").line()).startsWith("ok    memory limit      none");
        assertThat(MachineChecks.memoryLimit("9223372036854771712").line()).startsWith("ok ");
    }

    @Test
    void tellsWhyThereAreNoControlGroups() {
        assertThat(MachineChecks.controlGroups(Optional.of("this system has no control groups"))
                        .line())
                .startsWith("no    control groups    this system has no control groups; functions of tier PROCESS are");
        assertThat(MachineChecks.controlGroups(Optional.empty()).line()).startsWith("ok    control groups    hold ");
        assertThat(MachineChecks.controlGroups().blocks()).isFalse();
    }

    @Test
    void tellsThatGraalJsInterpretsWithoutACompiler() {
        assertThat(JvmChecks.graalJs().line())
                .isEqualTo("ok    engine graaljs    interprets, since GraalVM's compiler is not in this JVM");
    }

    @Test
    void saysNoToWhatIsNotThere() {
        var finding = MachineChecks.program("no-such-program", "nothing needs it");

        assertThat(finding.line()).isEqualTo("no    no-such-program   not found; nothing needs it");
        assertThat(finding.blocks()).isFalse();
    }
}
