package dev.samovar.cli.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Zips whose bytes depend on nothing but names, contents and who may execute: the same files make the same zip, so
/// that its digest tells whether code changed.
final class SteadyZip {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;

    private SteadyZip() {}

    /// All files below a directory; links are followed.
    static byte[] ofDirectory(Path directory) throws IOException {
        try (var files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return of(directory, files.filter(Files::isRegularFile).sorted().toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// One file, under its own name.
    static byte[] ofFile(Path file) throws IOException {
        return of(Assets.directoryOf(file), List.of(file.toAbsolutePath()));
    }

    /// One text.
    static byte[] ofText(String name, String text) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipArchiveOutputStream(bytes)) {
                put(zip, name, FILE, text.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] of(Path base, List<Path> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            for (var file : files) {
                var name = base.relativize(file).toString().replace('\\', '/');
                put(zip, name, Files.isExecutable(file) ? PROGRAM : FILE, Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, String name, int mode, byte[] content) throws IOException {
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        var entry = new ZipArchiveEntry(name);
        entry.setTimeLocal(TIME);
        entry.setUnixMode(mode);
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
