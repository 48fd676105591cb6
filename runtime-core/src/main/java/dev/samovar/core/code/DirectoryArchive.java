package dev.samovar.core.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// The zip of a directory: the same bytes for the same files, whenever and wherever it is made.
final class DirectoryArchive {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private DirectoryArchive() {}

    /// Makes it; it is gone when the answer is closed.
    ///
    /// @param drafts where it is put meanwhile
    static InputStream of(Path directory, Path drafts) throws IOException {
        Files.createDirectories(drafts);
        var file = Files.createTempFile(drafts, "archive-", ".zip");
        try {
            write(directory, file);
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void write(Path directory, Path to) throws IOException {
        try (var zip = new ZipArchiveOutputStream(to);
                var walk = Files.walk(directory)) {
            for (var file : walk.filter(it -> !it.equals(directory)).sorted().toList())
                add(zip, directory.relativize(file).toString().replace('\\', '/'), file);
        }
    }

    private static void add(ZipArchiveOutputStream zip, String name, Path file) throws IOException {
        boolean link = Files.isSymbolicLink(file);
        boolean directory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        var entry = new ZipArchiveEntry(directory ? name + "/" : name);
        entry.setTime(0);
        if (link) entry.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
        else if (directory) entry.setUnixMode(UnixStat.DIR_FLAG | UnixStat.DEFAULT_DIR_PERM);
        else entry.setUnixMode(UnixStat.FILE_FLAG | (Files.isExecutable(file) ? EXECUTABLE : PLAIN));
        zip.putArchiveEntry(entry);
        if (link) zip.write(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
        else if (!directory) Files.copy(file, zip);
        zip.closeArchiveEntry();
    }
}
