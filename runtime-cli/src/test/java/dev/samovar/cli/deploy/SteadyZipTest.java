package dev.samovar.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A zip says what is in a directory, and nothing about when or where.
final class SteadyZipTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(directory.resolve("lib/deep"));
        Files.writeString(directory.resolve("lib/deep/b.js"), "b");
        Files.writeString(directory.resolve("a.js"), "a");
        Files.writeString(directory.resolve("bootstrap"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(directory.resolve("bootstrap"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static ZipFile read(byte[] zip) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get();
    }

    @Test
    void holdsEveryFileAndWhoMayExecuteIt() throws IOException {
        try (var zip = read(SteadyZip.ofDirectory(directory))) {
            var names = new ArrayList<String>();
            zip.getEntries().asIterator().forEachRemaining(entry -> names.add(entry.getName()));
            assertThat(names).containsExactly("a.js", "bootstrap", "lib/deep/b.js");
            assertThat(zip.getEntry("bootstrap").getUnixMode() & 0777).isEqualTo(0755);
            assertThat(zip.getEntry("a.js").getUnixMode() & 0777).isEqualTo(0644);
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("lib/deep/b.js")).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("b");
        }
    }

    @Test
    void theSameFilesMakeTheSameBytesWheneverTheyWereWritten() throws IOException {
        var before = SteadyZip.ofDirectory(directory);
        Files.setLastModifiedTime(directory.resolve("a.js"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));

        assertThat(SteadyZip.ofDirectory(directory)).isEqualTo(before);
        Files.writeString(directory.resolve("a.js"), "A");
        assertThat(SteadyZip.ofDirectory(directory)).isNotEqualTo(before);
    }

    @Test
    void followsLinks() throws IOException {
        var other = Files.createDirectories(directory.resolve("other"));
        Files.createSymbolicLink(other.resolve("linked"), directory.resolve("lib"));

        try (var zip = read(SteadyZip.ofDirectory(other))) {
            assertThat(zip.getEntry("linked/deep/b.js")).isNotNull();
        }
    }

    @Test
    void aFileIsZippedUnderItsOwnName() throws IOException {
        try (var zip = read(SteadyZip.ofFile(directory.resolve("lib/deep/b.js")))) {
            assertThat(zip.getEntry("b.js")).isNotNull();
        }
    }
}
