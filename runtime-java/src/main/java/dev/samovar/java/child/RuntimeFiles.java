package dev.samovar.java.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files that a child's JVM begins with: a jar of the runtime, and a cache of it loaded, linked and profiled.
///
/// The cache is made after the first start, in the background, by a JVM that rehearses alone. Until it is there, and
/// if it cannot be made, children start without it.
final class RuntimeFiles implements AutoCloseable {
    private static final String MAIN = "main.jar";
    private static final String CACHE = "java.aot";

    /// What each JVM is started with: quick starts and little memory, before long runs at full speed.
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-UseContainerSupport",
            "-XX:+ExitOnOutOfMemoryError");

    /// What a JVM says of a cache that it cannot use is nothing for a function's log.
    private static final List<String> QUIETLY = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

    private static final int END_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeFiles.class);

    private final Path directory;
    private final Path java;
    private boolean written;
    private boolean improving;
    private volatile boolean improved;
    private volatile boolean closed;
    private volatile @Nullable Process training;

    RuntimeFiles(Path directory, Path java) {
        this.directory = directory;
        this.java = java;
    }

    Path directory() {
        return directory;
    }

    /// The options of a child's JVM.
    List<String> options() {
        var all = new ArrayList<>(OPTIONS);
        all.addAll(QUIETLY);
        if (improved) all.add("-XX:AOTCache=" + directory.resolve(CACHE));
        return all;
    }

    /// The jar that a child begins with, which is there from the first call on.
    synchronized Path main() throws IOException {
        var main = directory.resolve(MAIN);
        if (written) return main;
        Files.createDirectories(directory);
        RuntimeJar.writeTo(main);
        written = true;
        return main;
    }

    /// Begins to make the cache, unless that was begun before.
    synchronized void improve() {
        if (improving || closed) return;
        improving = true;
        Thread.ofPlatform().daemon().name("samovar-java-cache").start(this::train);
    }

    private void train() {
        try {
            var made = directory.resolve("made.aot");
            var process = trainer(made);
            training = process;
            if (closed) process.destroyForcibly();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() == 0 && Files.exists(made)) {
                Files.move(made, directory.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
                improved = true;
            } else {
                without(said);
            }
        } catch (IOException e) {
            without(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void without(String why) {
        if (!closed) LOG.warn("JVMs of functions start more slowly: an AOT cache could not be made: {}", why);
    }

    private Process trainer(Path made) throws IOException {
        var words = new ArrayList<>(List.of(java.toString()));
        words.addAll(OPTIONS);
        words.addAll(List.of("-XX:AOTCacheOutput=" + made, "-Xmx128m", "-jar", main().toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        return builder.start();
    }

    /// Ends what makes the cache.
    @Override
    public void close() {
        closed = true;
        var there = training;
        if (there == null) return;
        there.descendants().forEach(ProcessHandle::destroyForcibly);
        there.destroyForcibly();
        try {
            there.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
