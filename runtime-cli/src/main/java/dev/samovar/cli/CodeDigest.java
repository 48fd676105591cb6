package dev.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What names the content of files, and, for less work, what changes whenever someone writes them.
final class CodeDigest {
    private CodeDigest() {}

    /// The names, sizes and times of all files; of files that come and go meanwhile, whatever was seen.
    static String stamp(List<Path> roots) {
        var stamp = new StringBuilder();
        for (var root : roots) {
            for (var file : filesIn(root)) {
                try {
                    stamp.append(file)
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(Files.getLastModifiedTime(file))
                            .append('\n');
                } catch (IOException e) {
                    stamp.append(file).append(" gone\n");
                }
            }
        }
        return stamp.toString();
    }

    /// The digest of all files' names and contents; empty if there are none, or some cannot be read just now.
    static String of(List<Path> roots) {
        var digest = sha256();
        boolean any = false;
        try {
            for (var root : roots) {
                for (var file : filesIn(root)) {
                    any = true;
                    digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            return "";
        }
        return any ? HexFormat.of().formatHex(digest.digest()) : "";
    }

    private static List<Path> filesIn(Path root) {
        if (!Files.isDirectory(root)) return Files.exists(root) ? List.of(root) : List.of();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
