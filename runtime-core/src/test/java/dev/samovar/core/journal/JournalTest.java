package dev.samovar.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Payload;
import dev.samovar.spi.Store.Change;
import dev.samovar.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a journal promises, on the real disk and on one that fails.
final class JournalTest {
    @TempDir
    private Path directory;

    private static Change put(String key, String value, String... contents) {
        return new Change(key, Payload.json(value), Set.of(contents));
    }

    private static void write(Journal journal, Change... changes) {
        journal.write(List.of(changes)).toCompletableFuture().join();
    }

    private static Map<String, String> held(Journal journal) {
        var all = new TreeMap<String, String>();
        journal.read((key, value) -> all.put(key, value.text()));
        return all;
    }

    private Journal open() {
        return Journal.open(directory.resolve("data"));
    }

    @Test
    void keepsWhatWasWrittenInTheOrderOfKeys() {
        try (var journal = open()) {
            write(journal, put("b", "2"), put("a", "1"));
            write(journal, put("a", "3"), put("c", ""), Change.removal("b"));
        }

        try (var journal = open()) {
            assertThat(held(journal)).containsExactly(Map.entry("a", "3"), Map.entry("c", ""));
        }
    }

    @Test
    void isThereForItsOwnerAlone() throws IOException {
        try (var journal = open()) {
            write(journal, put("a", "1"));
        }

        try (var files = Files.walk(directory.resolve("data"))) {
            for (var file : (Iterable<Path>) files::iterator)
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void belongsToOneRuntimeAtATime() {
        try (var _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by another runtime");
        }
        open().close();
    }

    @Test
    void refusesADirectoryOfAnotherVersion() throws IOException {
        open().close();
        Files.writeString(directory.resolve("data/format"), "samovar store 2\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by another version of Samovar (samovar store 2)");
    }

    @Test
    void refusesADirectoryOfSomebodyElse() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/thesis.tex"), "mine");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is neither empty nor a directory of Samovar");
        assertThat(directory.resolve("data/thesis.tex")).hasContent("mine");
    }

    @Test
    void becomesSmallerWhenMostIsSuperseded() {
        var disk = new SimulatedDisk(1);
        try (var journal = Journal.open(directory, disk, 1000)) {
            for (int i = 0; i < 1000; i++) write(journal, put("a", "value " + i), put("key" + i % 7, "x" + i));
        }

        assertThat(disk.files().stream()
                        .filter(file -> file.toString().contains("log-"))
                        .mapToInt(file -> disk.bytes(file).length)
                        .sum())
                .isLessThan(3000);
        try (var journal = Journal.open(directory, disk, 1000)) {
            assertThat(held(journal)).hasSize(8).containsEntry("a", "value 999").containsEntry("key4", "x998");
        }
    }

    // --- content

    private static final byte[] TEA = "tea".getBytes(StandardCharsets.UTF_8);

    @Test
    void keepsContentAsLongAsAValueRefersToIt() throws IOException {
        Path file;
        String digest;
        try (var journal = open()) {
            try (var content = journal.keep(new ByteArrayInputStream(TEA))) {
                file = content.file();
                digest = content.sha256();
                write(journal, put("a", "1", content.sha256()), put("b", "1", content.sha256()));
            }
            assertThat(file).hasBinaryContent(TEA);
            write(journal, Change.removal("a"));
            assertThat(file).exists();
        }
        try (var journal = open()) {
            assertThat(journal.file(digest)).hasBinaryContent(TEA);
            write(journal, put("b", "2"));
            write(journal, put("c", "3"));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void forgetsContentThatNothingRefersTo() throws IOException {
        Path file;
        try (var journal = open();
                var content = journal.keep(new ByteArrayInputStream(TEA))) {
            file = content.file();
            Files.writeString(file.resolveSibling("writing-7"), "half of it");
        }
        assertThat(file).doesNotExist();

        open().close();
        assertThat(file.resolveSibling("writing-7")).doesNotExist();
    }

    // --- a disk that fails

    @Test
    void refusesWhatDoesNotFitAndGoesOnWhenThereIsRoom() {
        var disk = new SimulatedDisk(1);
        try (var journal = Journal.open(directory, disk, 1 << 20)) {
            write(journal, put("a", "1"));
            disk.room(10);

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> write(journal, put("a", "2")))
                    .havingCause()
                    .isInstanceOf(StoreException.class)
                    .withMessageContaining("No space left on device");
            assertThatThrownBy(() -> journal.keep(new ByteArrayInputStream(new byte[100])))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(held(journal)).containsExactly(Map.entry("a", "1"));

            disk.room(1000);
            write(journal, put("b", "3"));
        }
        try (var journal = Journal.open(directory, disk, 1 << 20)) {
            assertThat(held(journal)).containsExactly(Map.entry("a", "1"), Map.entry("b", "3"));
        }
    }

    @Test
    void takesNothingMoreWhenItIsNotKnownWhatIsDurable() {
        var disk = new SimulatedDisk(1);
        try (var journal = Journal.open(directory, disk, 1 << 20)) {
            write(journal, put("a", "1"));
            disk.failForces(true);
            assertThatThrownBy(() -> write(journal, put("a", "2"))).hasMessageContaining("Input/output error");
            disk.failForces(false);
            assertThatThrownBy(() -> write(journal, put("a", "3"))).hasMessageContaining("Input/output error");
        }
    }

    @Test
    @Timeout(30)
    void refusesEverythingAfterAFaultOfItsOwn() {
        var disk = new SimulatedDisk(1);
        try (var journal = Journal.open(directory, disk, 1 << 20)) {
            disk.breakForces(new IllegalStateException("a fault"));
            assertThatThrownBy(() -> write(journal, put("a", "1"))).hasMessageContaining("a fault");
            assertThatThrownBy(() -> write(journal, put("a", "2"))).hasMessageContaining("a fault");
        }
    }

    @Test
    void isNotOpenedWhenItCannotBeRead() {
        var disk = new SimulatedDisk(1);
        try (var journal = Journal.open(directory, disk, 1 << 20)) {
            write(journal, put("a", "1"));
        }
        disk.failReads(true);

        assertThatThrownBy(() -> Journal.open(directory, disk, 1 << 20))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Input/output error");
        disk.failReads(false);
        Journal.open(directory, disk, 1 << 20).close();
    }
}
