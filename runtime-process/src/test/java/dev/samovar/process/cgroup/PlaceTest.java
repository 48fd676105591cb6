package dev.samovar.process.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a process's control group is found, by what systems say of it.
final class PlaceTest {
    private static final String TMPFS = "25 24 0:22 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755\n";
    private static final String OLD = "27 25 0:24 / /sys/fs/cgroup/memory rw shared:5 - cgroup cgroup rw,memory\n";

    @TempDir
    Path directory;

    private FakeKernel kernel;

    @BeforeEach
    void make() throws IOException {
        kernel = new FakeKernel(directory, "memory");
    }

    private Path find(String groups, String mounts) throws IOException {
        Files.writeString(kernel.proc().resolve("cgroup"), groups);
        Files.writeString(kernel.proc().resolve("mountinfo"), mounts);
        return Place.find(kernel);
    }

    private static String mount(String root, Path at) {
        return "30 24 0:26 " + root + " " + at.toString().replace(" ", "\\040")
                + " rw,nosuid shared:9 master:1 - cgroup2 cgroup2 rw,nsdelegate\n";
    }

    /// A group that this process is in.
    private Path group(String path) throws IOException {
        var group = Files.createDirectories(directory.resolve(path));
        Files.writeString(group.resolve("cgroup.procs"), "1\n" + FakeKernel.SELF + "\n");
        return group;
    }

    @Test
    void isBelowTheMount() throws IOException {
        var group = group("fs/user.slice/app.scope");

        assertThat(find("0::/user.slice/app.scope\n", mount("/", directory.resolve("fs"))))
                .isEqualTo(group);
    }

    @Test
    void isTheMountOfWhoIsAtTheTop() throws IOException {
        var group = group("fs");

        assertThat(find("0::/\n", mount("/", group))).isEqualTo(group);
    }

    @Test
    void isFoundBesideTheFirstVersion() throws IOException {
        var group = group("unified/app");

        assertThat(find("4:memory:/app\n0::/app\n", TMPFS + OLD + mount("/", directory.resolve("unified"))))
                .isEqualTo(group);
    }

    @Test
    void isFoundWhereAPartIsMounted() throws IOException {
        var group = group("a b/inner");

        assertThat(find(
                        "0::/docker/7/inner\n",
                        mount("/docker/8", directory) + mount("/docker/7", directory.resolve("a b"))))
                .isEqualTo(group);
    }

    @Test
    void isNotOneThatThisProcessIsNotIn() throws IOException {
        Files.writeString(group("hidden/app").resolve("cgroup.procs"), "1\n");
        var group = group("shown/app");

        assertThat(find("0::/app\n", mount("/", directory.resolve("hidden")) + mount("/", directory.resolve("shown"))))
                .isEqualTo(group);
    }

    @Test
    void isNowhereWithoutVersion2() {
        assertThatThrownBy(() -> find("4:memory:/app\n", TMPFS + OLD))
                .hasMessage("this system has no control groups of version 2");
        assertThatThrownBy(() -> find("4:memory:/app\n0::/\n", TMPFS + OLD))
                .hasMessage("the control groups of version 2 are not mounted, or not that of this process");
    }

    @Test
    void isNowhereWithoutControlGroups() {
        assertThatThrownBy(() -> Place.find(kernel)).hasMessage("this system has no control groups");
    }
}
