package dev.samovar.nodejs.process;

import dev.samovar.spi.ProgramCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The code of one function version as V8 compiled it, in files of Node's own making.
final class CompileCache implements ProgramCache {
    private static final Logger LOG = LoggerFactory.getLogger(CompileCache.class);
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");
    private static final long MOST_BYTES = 8L << 20;

    /// What becomes of it, in this order, but for a process that gives up.
    private enum State {
        NEEDED,
        BEING_MADE,
        KEPT,
        NOT_NEEDED
    }

    private final Path directory;
    private State state = State.NEEDED;

    /// @param directory of its own, made when it is needed
    CompileCache(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized Optional<Path> directory() {
        return state == State.KEPT ? Optional.of(directory) : Optional.empty();
    }

    @Override
    public synchronized boolean begin() {
        if (state != State.NEEDED) return false;
        state = State.BEING_MADE;
        return true;
    }

    @Override
    public synchronized void keep(Map<String, byte[]> files) {
        if (state != State.BEING_MADE) return;
        state = State.NOT_NEEDED;
        if (files.isEmpty() || !isAsItShouldBe(files)) return;
        try {
            for (var file : files.entrySet()) {
                var path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            state = State.KEPT;
        } catch (IOException e) {
            LOG.warn("compiled code could not be kept in {}: {}", directory, e.getMessage());
        }
    }

    private static boolean isAsItShouldBe(Map<String, byte[]> files) {
        long bytes = 0;
        for (var file : files.values()) bytes += file.length;
        return bytes <= MOST_BYTES
                && files.keySet().stream().allMatch(name -> NAME.matcher(name).matches() && !name.contains(".."));
    }

    @Override
    public synchronized void giveUp() {
        if (state == State.BEING_MADE) state = State.NEEDED;
    }

    /// The version is gone, and the files with it.
    synchronized void close() {
        state = State.NOT_NEEDED;
        if (!Files.exists(directory)) return;
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            LOG.warn("compiled code could not be removed from {}: {}", directory, e.getMessage());
        }
    }
}
