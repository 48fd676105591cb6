package dev.samovar.nodejs.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a context watches is told on its loop, and ends with it.
final class WatchesTest {
    private final Loop loop = new Loop(System::nanoTime);
    private final List<String> heard = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void beginLoop() {
        loop.phases(new Loop.Phases() {
            @Override
            public void timers(double now) {}

            @Override
            public void immediates() {}

            @Override
            public int immediateCount(boolean alive) {
                return 0;
            }
        });
        loop.handle(true);
    }

    private void hear(Watches.Event event, @Nullable String name) {
        heard.add(event + " " + name);
    }

    @Test
    void tellsWhatHappensInADirectory() throws IOException, InterruptedException {
        try (var watches = new Watches(loop)) {
            watches.watch(directory, this::hear);
            Files.createDirectory(directory.resolve("a"));
            loop.run(() -> heard.size() == 1);
            assertThat(heard).containsExactly("RENAME a");
        }
    }

    @Test
    void tellsThatMoreHappenedThanWasKept() throws IOException, InterruptedException {
        try (var watches = new Watches(loop)) {
            watches.watch(directory, this::hear);
            for (int i = 0; i < 5000; i++) Files.createDirectory(directory.resolve("d" + i));
            Files.createDirectory(directory.resolve("last"));
            loop.run(() -> heard.contains("CHANGE null") || heard.contains("RENAME last"));
            assertThat(heard.size()).isLessThan(5001);
        }
    }

    @Test
    void aWatchThatEndedHearsNothing() throws IOException, InterruptedException {
        try (var watches = new Watches(loop)) {
            var ended = watches.watch(directory, (_, _) -> heard.add("of the ended one"));
            watches.watch(directory, this::hear);
            Files.createDirectory(directory.resolve("a"));
            watches.end(ended);
            watches.end(ended);
            loop.run(() -> heard.size() == 1);
            assertThat(heard).containsExactly("RENAME a");
        }
    }

    @Test
    void nothingIsWatchedAfterTheEnd() {
        var watches = new Watches(loop);
        watches.close();
        assertThatThrownBy(() -> watches.watch(directory, this::hear)).isInstanceOf(IllegalStateException.class);
    }
}
