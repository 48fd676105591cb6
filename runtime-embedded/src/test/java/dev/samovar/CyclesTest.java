package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.java.instrument.GuestClassLoader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Creating, invoking and deleting a function again and again leaves nothing behind: no class loader, no
/// thread, no open file, no directory. The long form is `-Dsamovar.cycles=10000`.
@Isolated
final class CyclesTest {
    private static final int CYCLES = Integer.getInteger("samovar.cycles", 200);
    private static final int WARM_UP = 20;
    private static final String TEMPORARY = "cycle-of-samovar";

    @TempDir
    Path directory;

    /// What a JVM and a runtime hold.
    private record Held(long loaders, long instances, List<Thread> threads, List<String> files, long paths) {}

    @Test
    void leaveNothingBehind() throws Exception {
        var jar = Jars.compile(directory, "code", """
                package app;
                import java.util.concurrent.*;
                public class Code {
                    static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
                    public static class Cup { public String tea; public Cup self() { return this; } }
                    public Cup pour(Cup cup) throws Exception {
                        LOCAL.set(cup);
                        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/note"), cup.tea);
                        java.nio.file.Files.createTempFile("cycle-of-samovar", ".tmp");
                        Executors.newFixedThreadPool(2).submit(() -> cup).get();
                        CompletableFuture.supplyAsync(() -> new Cup()).get();
                        java.util.logging.Logger.getLogger("code").info(cup.tea);
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> LOCAL.set(cup)));
                        return cup;
                    }
                }
                """);
        var place = Files.createDirectory(directory.resolve("runtime"));
        var threadsBefore = HostResources.threads();
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .directory(place)
                .build()) {
            for (int i = 0; i < WARM_UP; i++) cycle(runtime, jar, i);
            var before = settled(place);

            for (int i = 0; i < CYCLES; i++) cycle(runtime, jar, i);

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                var after = settled(place);
                assertThat(after.loaders()).as("class loaders of functions").isLessThanOrEqualTo(before.loaders());
                assertThat(after.instances()).as("instances").isLessThanOrEqualTo(before.instances());
                assertThat(after.threads())
                        .as("threads")
                        .hasSizeLessThanOrEqualTo(before.threads().size());
                assertThat(after.files()).as("open files").isSubsetOf(before.files());
                assertThat(after.files())
                        .as("open files")
                        .hasSizeLessThanOrEqualTo(before.files().size());
                assertThat(after.paths()).as("files and directories").isLessThanOrEqualTo(before.paths());
            });
        }
        await().untilAsserted(() -> assertThat(HostResources.threads()).isSubsetOf(threadsBefore));
    }

    private static void cycle(FunctionRuntime runtime, Path jar, int i) {
        var name = "cycle-" + i;
        runtime.create(FunctionSpec.java(name, jar)
                .handler("app.Code::pour")
                .timeout(Duration.ofMinutes(1))
                .environment("TURN", "" + i));
        assertThat(runtime.invoke(name, Event.json("{\"tea\":\"" + i + "\"}"))
                        .orThrow()
                        .text())
                .isEqualTo("{\"tea\":\"" + i + "\"}");
        runtime.delete(name);
    }

    private static Held settled(Path place) throws Exception {
        var histogram = histogram();
        return new Held(
                count(histogram, GuestClassLoader.class.getName()),
                count(histogram, "dev.samovar.java.JavaInstance"),
                HostResources.threads(),
                HostResources.openFiles(),
                paths(place));
    }

    /// The classes with instances that a full collection leaves.
    private static List<String> histogram() throws Exception {
        var name = new ObjectName("com.sun.management:type=DiagnosticCommand");
        var text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(name, "gcClassHistogram", new Object[] {null}, new String[] {String[].class.getName()});
        return text.lines().toList();
    }

    private static long count(List<String> histogram, String type) {
        return histogram.stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> words.length > 3 && words[3].equals(type))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    /// Of the runtime's, and of the handler's temporary files those that went where the host has its own.
    private static long paths(Path place) throws IOException {
        try (var inPlace = Files.walk(place);
                var hosts = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return Stream.concat(inPlace, hosts.filter(path -> path.toString().contains(TEMPORARY)))
                    .count();
        }
    }
}
