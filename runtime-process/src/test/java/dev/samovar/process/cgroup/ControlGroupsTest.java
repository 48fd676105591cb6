package dev.samovar.process.cgroup;

import static dev.samovar.process.cgroup.FakeKernel.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the group of a JVM is divided, what children are held to, and that nothing is left of it.
final class ControlGroupsTest {
    @TempDir
    Path directory;

    private FakeKernel kernel;

    @BeforeEach
    void haveAll() throws IOException {
        kernel = new FakeKernel(directory, "cpu", "memory", "pids");
    }

    private ControlGroups groups() {
        return new ControlGroups(kernel);
    }

    private String obstacle() {
        return ControlGroups.obstacle(kernel).orElseThrow();
    }

    // --- dividing

    @Test
    void movesTheProcessesOfTheJvmToAGroupOfTheirOwn() throws IOException {
        kernel.family.add(101L);
        var own = kernel.in("app.slice/app", 101L);

        try (var groups = groups()) {
            var _ = groups.child(128).orElseThrow();

            assertThat(kernel.members(own)).isEmpty();
            assertThat(kernel.members(own.resolve("samovar-100-host"))).containsExactly(SELF, 101L);
            assertThat(kernel.said(own, "cgroup.subtree_control")).isEqualTo("memory pids cpu");
        }
    }

    @Test
    void movesThoseTooThatBeginMeanwhile() throws IOException {
        var own = kernel.in("app");
        kernel.births.put(SELF, 102L);

        try (var groups = groups()) {
            var _ = groups.child(128).orElseThrow();

            assertThat(kernel.members(own.resolve("samovar-100-host"))).containsExactly(SELF, 102L);
        }
    }

    @Test
    void doesNothingBeforeTheFirstChild() throws IOException {
        var own = kernel.in("app");

        try (var _ = groups()) {
            assertThat(kernel.members(own)).containsExactly(SELF);
            assertThat(kernel.names(own)).isEmpty();
        }
    }

    @Test
    void leavesTheRootWithItsProcesses() throws IOException {
        var root = kernel.in("", 1L);

        try (var groups = groups()) {
            var _ = groups.child(128).orElseThrow();

            assertThat(kernel.members(root)).containsExactly(1L, SELF);
            assertThat(kernel.names(root)).containsExactly("samovar-100-1");
        }
        assertThat(kernel.said(root, "cgroup.subtree_control")).isEmpty();
    }

    @Test
    void isSharedByTheLaunchersOfAJvm() throws IOException {
        var own = kernel.in("app");
        var first = groups();
        var second = groups();
        var _ = first.child(128).orElseThrow();
        var _ = second.child(128).orElseThrow();

        assertThat(kernel.names(own)).containsExactly("samovar-100-1", "samovar-100-2", "samovar-100-host");
        first.close();
        assertThat(kernel.names(own)).containsExactly("samovar-100-2", "samovar-100-host");
        second.close();
        assertThat(kernel.names(own)).isEmpty();
        assertThat(kernel.members(own)).containsExactly(SELF);
    }

    @Test
    void removesWhatAJvmLeftThatWasKilled() throws IOException {
        var own = kernel.in("app");
        kernel.alive.add(98L);
        for (var left :
                new String[] {"samovar-98-1", "samovar-99-host", "samovar-99-1", "samovar-99-1/child7", "other"})
            kernel.make(own.resolve(left));

        try (var groups = groups()) {
            var _ = groups.child(128).orElseThrow();

            assertThat(kernel.names(own)).containsExactly("other", "samovar-100-1", "samovar-100-host", "samovar-98-1");
        }
    }

    // --- children

    @Test
    void holdsAChildToItsMemoryAndItsShare() throws IOException {
        kernel.in("app");

        try (var groups = groups()) {
            var child = groups.child(1769).orElseThrow().directory();

            assertThat(kernel.said(child, "memory.max")).isEqualTo(Long.toString((1769L + 16) << 20));
            assertThat(kernel.said(child, "memory.swap.max")).isEqualTo("0");
            assertThat(kernel.said(child, "memory.oom.group")).isEqualTo("1");
            assertThat(kernel.said(child, "pids.max")).isEqualTo("1024");
            assertThat(kernel.said(child, "cpu.weight")).isEqualTo("100");
        }
    }

    @Test
    void doesWithoutWhatIsNotThere() throws IOException {
        kernel = new FakeKernel(directory.resolve("less"), "memory");
        kernel.unknown.add("memory.swap.max");
        kernel.unknown.add("cgroup.kill");
        var own = kernel.in("app");

        try (var groups = groups()) {
            var child = groups.child(128).orElseThrow();

            assertThat(kernel.said(child.directory(), "memory.oom.group")).isEqualTo("1");
            assertThat(child.directory().resolve("cpu.weight")).doesNotExist();
            child.close();
            assertThat(child.directory()).doesNotExist();
        }
        assertThat(kernel.names(own)).isEmpty();
    }

    @Test
    void doesWithoutAControllerThatIsRefused() throws IOException {
        kernel = new FakeKernel(directory.resolve("refuses"), "memory", "cpu") {
            @Override
            public void write(Path file, String text) throws IOException {
                if (text.equals("+cpu")) throw new IOException("Invalid argument");
                super.write(file, text);
            }
        };
        kernel.in("app");

        try (var groups = groups()) {
            assertThat(groups.child(128).orElseThrow().directory().resolve("cpu.weight"))
                    .doesNotExist();
        }
    }

    @Test
    void endsWhatIsLeftInTheGroupOfAChild() throws IOException {
        kernel.in("app");

        try (var groups = groups()) {
            var child = groups.child(128).orElseThrow();
            Files.writeString(child.directory().resolve("cgroup.procs"), "200\n201\n");
            child.close();

            assertThat(child.directory()).doesNotExist();
            child.close();
        }
    }

    @Test
    void tellsThatTheMemoryOfAChildRanOut() throws IOException {
        kernel.in("app");

        try (var groups = groups()) {
            var child = groups.child(128).orElseThrow();
            var events = child.directory().resolve("memory.events");
            assertThat(child.ranOut()).isFalse();
            Files.writeString(events, "max 9\noom 0\noom_kill 2\n");
            assertThat(child.ranOut()).as("that of the machine ran out").isFalse();
            Files.writeString(events, "max 9\noom 1\noom_kill 12\n");
            assertThat(child.ranOut()).isTrue();
            child.close();
            assertThat(child.ranOut()).isTrue();
        }
    }

    // --- the end

    @Test
    void undoesAllWhateverChildrenAreLeft() throws IOException {
        kernel.family.add(101L);
        var own = kernel.in("app", 101L);
        var groups = groups();
        Files.writeString(groups.child(128).orElseThrow().directory().resolve("cgroup.procs"), "200\n");
        var _ = groups.child(256).orElseThrow();

        groups.close();

        assertThat(kernel.names(own)).isEmpty();
        assertThat(kernel.members(own)).containsExactly(SELF, 101L);
        assertThat(kernel.said(own, "cgroup.subtree_control")).isEmpty();
        assertThat(groups.child(128)).isEmpty();
    }

    @Test
    void takesAlongWhatItsProcessesLeftBehind() throws IOException {
        kernel.family.add(101L);
        var own = kernel.in("app", 101L);
        var groups = groups();
        var _ = groups.child(128).orElseThrow();
        kernel.family.remove(101L);

        groups.close();

        assertThat(kernel.names(own)).isEmpty();
        assertThat(kernel.members(own)).containsExactly(SELF, 101L);
    }

    @Test
    void leavesSharedOutWhatWasBefore() throws IOException {
        var root = kernel.in("");
        kernel.write(root.resolve("cgroup.subtree_control"), "+memory");

        assertThat(ControlGroups.obstacle(kernel)).isEmpty();
        assertThat(kernel.said(root, "cgroup.subtree_control")).isEqualTo("memory");
    }

    // --- doing without

    @Test
    void putsAllBackWhereProcessesOfOthersAre() throws IOException {
        kernel.family.add(101L);
        var own = kernel.in("session", 77L, 101L);

        assertThat(obstacle()).isEqualTo("other processes are in the control group " + own);
        assertIsAsBefore(own);
        assertThat(kernel.members(own)).containsExactly(77L, SELF, 101L);
        assertWithout();
    }

    @Test
    void doesWithoutWhereMemoryIsNotCounted() throws IOException {
        kernel = new FakeKernel(directory.resolve("hybrid"), "cpu");
        var own = kernel.in("app");

        assertThat(obstacle()).isEqualTo("memory is not counted by the control group " + own);
        assertWithout();
    }

    @Test
    void doesWithoutWhereItMayNotMakeGroups() throws IOException {
        var own = kernel.in("app");
        kernel.refused.add(own.resolve("samovar-100-host"));

        assertThat(obstacle()).isEqualTo("this JVM may not write to " + own.resolve("samovar-100-host"));
        assertIsAsBefore(own);
    }

    @Test
    void doesWithoutWhereItMayNotShareOut() throws IOException {
        var own = kernel.in("app");
        kernel.refused.add(own.resolve("cgroup.subtree_control"));

        assertThat(obstacle()).isEqualTo("this JVM may not write to " + own.resolve("cgroup.subtree_control"));
        assertIsAsBefore(own);
    }

    @Test
    void doesWithoutWhereAGroupDoesNotEndAsAWhole() throws IOException {
        kernel.unknown.add("memory.oom.group");
        var own = kernel.in("app");

        assertThat(obstacle()).endsWith("memory.oom.group: not there");
        assertIsAsBefore(own);
    }

    @Test
    void dividesAGroupOfSystemdsThatIsHandedOver() throws IOException {
        var own = kernel.in("system.slice/tea.service");
        assertThat(obstacle())
                .isEqualTo("the control group " + own + " is systemd's, which does not hand it over (Delegate=yes)");
        assertIsAsBefore(own);

        kernel.handedOver.add(own);
        try (var groups = groups()) {
            assertThat(groups.child(128)).isPresent();
        }
    }

    @Test
    void doesWithoutInAGroupOfThreads() throws IOException {
        var own = kernel.in("app");
        Files.writeString(own.resolve("cgroup.type"), "domain threaded\n");

        assertThat(obstacle()).isEqualTo("the control group " + own + " is of type domain threaded");
        assertIsAsBefore(own);
    }

    private void assertIsAsBefore(Path own) throws IOException {
        assertThat(kernel.names(own)).isEmpty();
        assertThat(kernel.members(own)).contains(SELF);
        assertThat(kernel.said(own, "cgroup.subtree_control")).isEmpty();
    }

    private void assertWithout() {
        try (var groups = groups()) {
            assertThat(groups.child(128)).isEmpty();
        }
    }
}
