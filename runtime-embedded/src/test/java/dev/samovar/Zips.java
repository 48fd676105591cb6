package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Packs files into zips as `zip` does, with their permissions.
final class Zips {
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private Zips() {}

    private static boolean isProgram(String name) {
        return name.equals("bootstrap") || name.startsWith("extensions/");
    }

    /// A zip of texts, of which `bootstrap` and extensions are executable.
    static Path of(Path zip, Map<String, String> files) {
        try (var out = new ZipArchiveOutputStream(zip)) {
            for (var file : files.entrySet())
                add(
                        out,
                        file.getKey(),
                        isProgram(file.getKey()) ? EXECUTABLE : PLAIN,
                        file.getValue().getBytes(StandardCharsets.UTF_8));
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A zip of one program, `bootstrap`.
    static Path ofProgram(Path zip, Path program) {
        try (var out = new ZipArchiveOutputStream(zip)) {
            add(out, "bootstrap", EXECUTABLE, Files.readAllBytes(program));
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A zip of one text with this mode; 0 says nothing of permissions.
    static Path of(Path zip, String name, int mode, String text) {
        try (var out = new ZipArchiveOutputStream(zip)) {
            add(out, name, mode, text.getBytes(StandardCharsets.UTF_8));
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipArchiveOutputStream out, String name, int mode, byte[] bytes) throws IOException {
        var entry = new ZipArchiveEntry(name);
        if (mode != 0) entry.setUnixMode(mode);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }
}
