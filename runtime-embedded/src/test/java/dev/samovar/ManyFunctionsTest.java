package dev.samovar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many functions, of Java and of the host, each with ten versions of different code, live in one runtime;
/// every version answers with its own code, and nothing is left when the runtime closes.
final class ManyFunctionsTest {
    private static final int FUNCTIONS = Integer.getInteger("samovar.functions", 100);
    private static final int VERSIONS = 10;
    private static final int CALLERS = 4;
    private static final int IDLE_AT_MOST = 32;
    private static final int MEMORY_MB = 128;
    private static final String MARK = "<0000:00>";

    @TempDir
    static Path directory;

    private static String handler;

    @BeforeAll
    static void compile() throws IOException {
        Jars.compile(directory, "marked", """
                package app;
                public class Marked {
                    public String handle(Object event) { return "%s"; }
                }
                """.formatted(MARK));
        handler = Files.readString(directory.resolve("marked-classes/app/Marked.class"), ISO_8859_1);
    }

    @Test
    void everyVersionAnswersWithItsOwnCodeAndNothingIsLeft() throws Exception {
        var home = directory.resolve("runtime");
        var threadsBefore = threads();
        long heapBefore = usedHeap();
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .memoryBudgetMb(IDLE_AT_MOST * MEMORY_MB)
                .directory(home)
                .build()) {
            forEachFunction(function -> write(runtime, function));
            forEachFunction(function -> invoke(runtime, function));

            assertThat(runtime.control().listFunctions()).hasSize(FUNCTIONS);
            long heapOfOne = (usedHeap() - heapBefore) / ((long) FUNCTIONS * VERSIONS);
            assertThat(heapOfOne).as("bytes of heap for each version").isLessThan(32 << 10);
        }

        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(threadsBefore));
        assertThat(home).isEmptyDirectory();
    }

    private static void write(FunctionRuntime runtime, int function) {
        for (int version = 1; version <= VERSIONS; version++) {
            runtime.put(spec(function, version));
            assertThat(runtime.publish(name(function)).version()).isEqualTo(Version.of(version));
        }
        runtime.alias(name(function), "live").to(Version.of(1 + function % VERSIONS));
    }

    private static void invoke(FunctionRuntime runtime, int function) {
        for (int version = 1; version <= VERSIONS; version++)
            assertAnswer(runtime, name(function) + ":" + version, function, version);
        assertAnswer(runtime, name(function), function, VERSIONS);
        assertAnswer(runtime, name(function) + ":live", function, 1 + function % VERSIONS);
        assertThat(runtime.snapshot().environments()).hasSizeLessThanOrEqualTo(IDLE_AT_MOST + 2 * CALLERS);
        assertThat(threads()).hasSizeLessThanOrEqualTo(2 * (IDLE_AT_MOST + 2 * CALLERS));
    }

    private static void assertAnswer(FunctionRuntime runtime, String reference, int function, int version) {
        assertThat(runtime.invoke(reference, Event.EMPTY).orThrow().text())
                .as(reference)
                .isEqualTo("\"" + mark(function, version) + "\"");
    }

    // --- the functions: even ones are Java, odd ones the host's

    private static FunctionSpec spec(int function, int version) {
        if (function % 2 == 0)
            return FunctionSpec.of(name(function), new RuntimeId("java25"), zip(function, version))
                    .handler("app.Marked::handle")
                    .memoryMb(MEMORY_MB);
        var answer = Payload.json("\"" + mark(function, version) + "\"");
        return FunctionSpec.host(name(function), (event, context) -> answer).memoryMb(MEMORY_MB);
    }

    /// A package whose class differs from all others in the text it answers.
    private static Code zip(int function, int version) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("app/Marked.class"));
            zip.write(handler.replace(MARK, mark(function, version)).getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Code.Zip(Payload.owning(bytes.toByteArray()));
    }

    private static String name(int function) {
        return "function-" + function;
    }

    private static String mark(int function, int version) {
        return "<%04d:%02d>".formatted(function, version);
    }

    // --- the machine

    private static void forEachFunction(IntConsumer task) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Void>> tasks = IntStream.range(0, FUNCTIONS)
                    .mapToObj(function -> (Callable<Void>) () -> {
                        task.accept(function);
                        return null;
                    })
                    .toList();
            for (var done : callers.invokeAll(tasks)) done.get();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("samovar-"))
                .collect(Collectors.toSet());
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
