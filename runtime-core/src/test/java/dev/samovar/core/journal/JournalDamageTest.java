package dev.samovar.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Payload;
import dev.samovar.spi.Store.Change;
import dev.samovar.spi.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that was acknowledged is lost to a power cut, and damage is never taken for a value.
/// `-Dsamovar.damages=N` says how many of each are tried.
final class JournalDamageTest {
    private static final int TRIES = Integer.getInteger("samovar.damages", 300);

    @TempDir
    private Path directory;

    private Journal open(SimulatedDisk disk) {
        return Journal.open(directory, disk, 2000);
    }

    private static Map<String, String> held(Journal journal) {
        var all = new TreeMap<String, String>();
        journal.read((key, value) -> all.put(key, value.text()));
        return all;
    }

    /// Random changes, written one after another; what was acknowledged is noted.
    private static void write(Journal journal, Random random, int count, Map<String, String> acknowledged) {
        for (int i = 0; i < count; i++) {
            var changes = changes(random);
            journal.write(changes).toCompletableFuture().join();
            apply(changes, acknowledged);
        }
    }

    private static List<Change> changes(Random random) {
        var changes = new ArrayList<Change>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            var key = "key" + random.nextInt(20);
            if (random.nextInt(4) == 0) changes.add(Change.removal(key));
            else
                changes.add(
                        new Change(key, Payload.json("v".repeat(random.nextInt(60)) + random.nextLong()), Set.of()));
        }
        return changes;
    }

    private static void apply(List<Change> changes, Map<String, String> to) {
        for (var change : changes) {
            if (change.value() == null) to.remove(change.key());
            else to.put(change.key(), change.value().text());
        }
    }

    @Test
    void losesNothingAcknowledgedToPowerCuts() {
        for (int seed = 0; seed < TRIES; seed++) {
            var random = new Random(seed);
            var disk = new SimulatedDisk(seed);
            var acknowledged = new TreeMap<String, String>();
            for (int cut = 0; cut < 3; cut++) {
                try (var journal = open(disk)) {
                    assertThat(held(journal)).as("seed %s, cut %s", seed, cut).isEqualTo(acknowledged);
                    write(journal, random, random.nextInt(60), acknowledged);
                    cutWhileWriting(journal, disk, random, acknowledged);
                }
            }
        }
    }

    /// Cuts the power under a write whose outcome nobody hears: it is there as a whole, or not at all.
    private void cutWhileWriting(Journal journal, SimulatedDisk disk, Random random, Map<String, String> acknowledged) {
        disk.failForces(true);
        var unknown = changes(random);
        try {
            journal.write(unknown).toCompletableFuture().join();
        } catch (CompletionException expected) {
            assertThat(expected).hasCauseInstanceOf(StoreException.class);
        }
        disk.cutPower();
        disk.failForces(false);
        try (var again = open(disk)) {
            var now = held(again);
            if (now.equals(acknowledged)) return;
            apply(unknown, acknowledged);
            assertThat(now).isEqualTo(acknowledged);
        }
    }

    @Test
    void neverAnswersAWrongValueFromDamagedFiles() {
        int refused = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            var random = new Random(seed);
            var whole = new SimulatedDisk(seed);
            var acknowledged = new TreeMap<String, String>();
            try (var journal = open(whole)) {
                write(journal, random, 1 + random.nextInt(80), acknowledged);
            }
            damage(whole, random);
            try (var journal = open(whole)) {
                assertThat(held(journal)).as("seed %s", seed).isEqualTo(acknowledged);
            } catch (StoreException e) {
                refused++;
                assertThat(e).hasMessageContaining(directory.toString());
            }
        }
        assertThat(refused).as("damages that were refused").isGreaterThan(TRIES / 3);
    }

    private static void damage(SimulatedDisk disk, Random random) {
        var files = disk.files().stream()
                .filter(file -> disk.bytes(file).length > 0)
                .toList();
        var file = files.get(random.nextInt(files.size()));
        var bytes = disk.bytes(file);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)), (byte) 0);
            case 2 -> bytes = Arrays.copyOf(bytes, at);
            default -> {
                var noise = new byte[Math.min(bytes.length - at, 1 + random.nextInt(64))];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, noise.length);
            }
        }
        disk.replace(file, bytes);
    }
}
