package dev.samovar.process.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class MountTableTest {
    @TempDir
    Path directory;

    @Test
    void namesDirectoriesAsMountReadsThem() throws IOException {
        var odd = Files.createDirectory(directory.resolve("a b\\c"));
        var lines = new MountTable().bind(odd, "/tmp", false).text();

        assertThat(lines).isEqualTo(directory.toRealPath() + "/a\\040b\\134c /tmp none bind 0 0\n");
    }

    @Test
    void marksWhatIsReadOnly() throws IOException {
        assertThat(new MountTable().bind(directory, "/opt", true).text()).contains(" /opt none bind,ro");
    }

    @Test
    void saysAgainWhatTheFileSystemForbids() throws IOException {
        var real = directory.toRealPath();
        var mounts = List.of(
                "22 1 8:1 / / rw,relatime - ext4 /dev/sda rw",
                "23 22 0:5 / " + real.getParent() + " rw,nosuid,nodev,relatime shared:1 - tmpfs tmpfs rw",
                "24 22 0:6 / " + real + "x rw,noexec - tmpfs tmpfs rw");

        assertThat(new MountTable(mounts).bind(directory, "/opt", true).text())
                .isEqualTo(real + " /opt none bind,ro,nosuid,nodev 0 0\n");
    }
}
