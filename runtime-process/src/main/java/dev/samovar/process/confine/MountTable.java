package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lines that `mount` reads, for directories that are seen in a second place.
final class MountTable {
    private static final List<String> KEPT = List.of("nosuid", "nodev", "noexec");

    private final List<String> mounts;
    private final StringBuilder lines = new StringBuilder();

    MountTable() throws IOException {
        this(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    }

    /// @param mounts what is mounted, as Linux tells it
    MountTable(List<String> mounts) {
        this.mounts = mounts;
    }

    /// One more directory or file that is seen at a place, which hides what is there.
    MountTable bind(Path path, String place, boolean readOnly) throws IOException {
        var real = path.toRealPath().toString();
        lines.append(escaped(real)).append(' ').append(place).append(" none bind");
        if (readOnly) lines.append(",ro").append(flags(real));
        lines.append(" 0 0\n");
        return this;
    }

    /// What is mounted at one place is seen at a second one too, as it is.
    MountTable again(String place, String second) {
        lines.append(place).append(' ').append(second).append(" none bind 0 0\n");
        return this;
    }

    /// What the file system of a directory does not allow. A second view must say it again, or is refused.
    private String flags(String real) {
        var longest = "";
        var flags = "";
        for (var mount : mounts) {
            var words = mount.split(" ", 7);
            var point = unescaped(words[4]);
            if (point.length() < longest.length() || !isBelow(real, point)) continue;
            longest = point;
            flags = words[5];
        }
        var kept = new StringBuilder();
        for (var flag : List.of(flags.split(",", -1)))
            if (KEPT.contains(flag)) kept.append(',').append(flag);
        return kept.toString();
    }

    private static boolean isBelow(String path, String point) {
        return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
    }

    String text() {
        return lines.toString();
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
