package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A handler that fills the heap, in a JVM of its own: the caller is told `java.lang.OutOfMemoryError`, the
/// environment ends as Lambda's does, the next invocation finds a fresh one, and the host lives on.
final class HeapExhaustionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"local", "kept", "small", "swallowed"})
    void endsTheEnvironmentAndNotTheHost(String way) throws Exception {
        var jar = Jars.compile(directory, "hog", """
                package app;
                import java.util.*;
                public class Hog {
                    static final List<Object> KEPT = new ArrayList<>();
                    static int calls;
                    public String fill(String way) {
                        calls++;
                        switch (way) {
                            case "local": { List<Object> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]); }
                            case "kept": while (true) KEPT.add(new byte[1 << 20]);
                            case "small": { Object[] last = {}; while (true) { last = new Object[] {last}; KEPT.add(last); } }
                            case "swallowed": { for (int i = 0; i < 2; i++) try { while (true) KEPT.add(new long[1000]); } catch (OutOfMemoryError e) { } while (true) KEPT.add(new int[10]); }
                            default: return "call " + calls;
                        }
                    }
                }
                """);

        var child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapExhaustion.class.getName(),
                        jar.toString(),
                        way))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("printed").toFile())
                .start();

        var ended = child.waitFor(2, TimeUnit.MINUTES);
        if (!ended) child.destroyForcibly().waitFor();
        assertThat(directory.resolve("printed")).content().contains("""
                first: java.lang.OutOfMemoryError, Java heap space
                second: "call 1"
                third: java.lang.OutOfMemoryError, Java heap space
                fourth: "call 1"
                inFlight: 0, quarantined: 0
                """);
        assertThat(child.exitValue()).isZero();
    }
}
