package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one environment of a Java function keeps, and what it does not hand on.
final class JavaEnvironmentTest {
    @TempDir
    Path directory;

    /// Where functions wait until the test lets them go on.
    private ServerSocket gate;

    private FunctionRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        gate = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
    }

    @AfterEach
    void stop() throws IOException {
        runtime.close();
        gate.close();
    }

    private Path jar(String name, String source) {
        return Jars.compile(directory, name, source);
    }

    private String answer(String function, Object event) {
        return runtime.invoke(function, Event.json("\"" + event + "\""))
                .orThrow()
                .text();
    }

    @Test
    void aThreadThatExitsWhileTheEnvironmentIsIdleIsToldToTheNextInvocation() throws IOException {
        int go = gate.getLocalPort();
        runtime.create(FunctionSpec.java("leaver", jar("leaver", """
                package app;
                public class Leaver {
                    public String run(String go) {
                        var thread = new Thread(() -> {
                            try (var socket = new java.net.Socket("localhost", Integer.parseInt(go))) {
                                socket.getInputStream().read();
                            } catch (java.io.IOException e) {
                                return;
                            }
                            System.exit(3);
                        }, "leaves behind");
                        thread.start();
                        return "left";
                    }
                }
                """)).handler("app.Leaver::run"));
        assertThat(answer("leaver", go)).isEqualTo("\"left\"");

        gate.accept().close();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("leaves behind")));
        var next = runtime.invoke("leaver", Event.json("\"" + go + "\""));

        assertThat(next.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.EXIT);
            assertThat(failed.fault().payload().text())
                    .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + next.requestId()
                            + " Error: Runtime exited with error: exit status 3\"}");
        });
        assertThat(answer("leaver", go)).isEqualTo("\"left\"");
    }

    @Test
    void anInterruptEndsWithItsInvocation() {
        runtime.create(FunctionSpec.java("interrupts", jar("interrupts", """
                package app;
                public class Interrupts {
                    public boolean run(Object event) {
                        boolean before = Thread.interrupted();
                        Thread.currentThread().interrupt();
                        return before;
                    }
                }
                """)).handler("app.Interrupts::run"));
        var request = InvocationRequest.of(FunctionRef.parse("interrupts"), Event.EMPTY);

        for (int i = 0; i < 100; i++)
            assertThat(runtime.invoke(request).orThrow().text()).isEqualTo("false");
        for (int i = 0; i < 2; i++)
            assertThat(runtime.invokeOnCaller(request).orThrow().text()).isEqualTo("false");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void theTraceOfEachInvocationIsWhereTheXRaySdkLooks() {
        runtime.create(FunctionSpec.java("traced", jar("traced", """
                package app;
                import com.amazonaws.services.lambda.runtime.Context;
                public class Traced {
                    public String run(String want, Context context) {
                        if (want.equals("nothing")) return "";
                        if (!context.getXrayTraceId().equals(System.getProperties().getProperty("com.amazonaws.xray.traceHeader")))
                            return "they differ";
                        return System.getProperty("com.amazonaws.xray.traceHeader") + System.getenv("_X_AMZN_TRACE_ID");
                    }
                }
                """)).handler("app.Traced::run"));
        var request = InvocationRequest.of(FunctionRef.parse("traced"), Event.json("\"it\""));
        var header = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

        assertThat(runtime.invoke(request.traceHeader(header)).orThrow().text()).isEqualTo("\"" + header + "null\"");
        assertThat(answer("traced", "nothing")).isEqualTo("\"\"");
        var parent = "00-67891234abcdef012345678912345678-53995c3f42cd8ad8-00";
        assertThat(runtime.invoke(request.traceHeader(parent)).orThrow().text())
                .isEqualTo("\"Root=1-67891234-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=0null\"");
        assertThat(runtime.invoke(request).orThrow().text())
                .matches(
                        "\"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:1null\"");
        assertThat(System.getProperty("com.amazonaws.xray.traceHeader")).isNull();
    }

    @Test
    void aFunctionCannotChangeItsPackage() {
        runtime.create(FunctionSpec.java("vandal", jar("vandal", """
                package app;
                import java.io.*;
                import java.nio.file.*;
                public class Vandal {
                    public String run(String event) throws Exception {
                        String seen = new File("app/Vandal.class").delete() + " ";
                        try (var out = new FileOutputStream("/var/task/evil.txt")) { seen += "written"; }
                        catch (FileNotFoundException e) { seen += e.getMessage(); }
                        return seen + " " + Files.exists(Path.of("app/Vandal.class")) + new File("evil.txt").exists();
                    }
                }
                """)).handler("app.Vandal::run"));

        assertThat(answer("vandal", "")).isEqualTo("\"false /var/task/evil.txt (Read-only file system) truefalse\"");
    }

    @Test
    void aClassDefinedAtRunTimeKnowsTheFunctionsClasses() {
        runtime.create(FunctionSpec.java("later", jar("later", """
                package app;
                public class Later {
                    public String run(String event) throws Exception {
                        byte[] bytes;
                        try (var in = Later.class.getResourceAsStream("Later$Made.class")) { bytes = in.readAllBytes(); }
                        var made = new ClassLoader(Later.class.getClassLoader()) {
                            Class<?> make() { return defineClass("app.Later$Made", bytes, 0, bytes.length); }
                        }.make();
                        return (String) made.getMethod("name", Note.class).invoke(null, new Note("/tmp/x"));
                    }
                    public static class Note extends java.io.File { public Note(String name) { super(name); } }
                    public static class Made { public static String name(Note note) { return note.getPath(); } }
                }
                """)).handler("app.Later::run"));

        assertThat(answer("later", "")).isEqualTo("\"/tmp/x\"");
    }

    private Path packageWithLibrary(String version) throws IOException {
        var main = directory.resolve(version);
        jar(version, """
                package app;
                import java.nio.file.*;
                public class Slow {
                    public String run(String port) throws Exception {
                        try (var socket = new java.net.Socket("localhost", Integer.parseInt(port))) {
                            socket.getInputStream().read();
                        }
                        return "%s " + lib.First.text();
                    }
                }
                """.formatted(version)
                .replace("lib.First.text()", "Class.forName(\"lib.First\").getMethod(\"text\").invoke(null)"));
        var library = jar(version + "-library", """
                package lib;
                public class First {
                    public static String text() throws Exception {
                        try (var in = First.class.getResourceAsStream("First.class")) { return Second.text() + (in.read() == 0xCA); }
                    }
                }
                class Second { static String text() { return "from the library of %s "; } }
                """.formatted(version));
        var classes = directory.resolve(version + "-classes");
        Files.copy(library, Files.createDirectories(classes.resolve("lib")).resolve("library.jar"));
        return Jars.pack(classes, main.resolveSibling(version + ".zip"));
    }

    /// A request that waits at the gate.
    private record Waiting(Socket socket, CompletableFuture<InvocationResult> answer) {
        String letGo() throws IOException {
            socket.close();
            var result = answer.join();
            assertThat(result).isInstanceOf(InvocationResult.Returned.class);
            return ((InvocationResult.Returned) result).payload().text();
        }
    }

    private Waiting startSlow() throws IOException {
        var answer = new CompletableFuture<InvocationResult>();
        var event = Event.json("\"" + gate.getLocalPort() + "\"");
        Thread.ofVirtual()
                .start(() -> answer.complete(runtime.invoke("slow", event).result()));
        return new Waiting(gate.accept(), answer);
    }

    @Test
    void aLibraryStaysForARequestThatOutlastsAnUpdate() throws IOException {
        runtime.create(FunctionSpec.java("slow", packageWithLibrary("one"))
                .handler("app.Slow::run")
                .timeout(Duration.ofSeconds(60)));
        var old = startSlow();

        runtime.update(FunctionSpec.java("slow", packageWithLibrary("two"))
                .handler("app.Slow::run")
                .timeout(Duration.ofSeconds(60)));
        assertThat(startSlow().letGo()).endsWith("\"two from the library of two true\"");

        assertThat(old.letGo()).endsWith("\"one from the library of one true\"");
    }

    @Test
    void aLibraryStaysForARequestThatOutlastsItsFunction() throws IOException {
        runtime.create(FunctionSpec.java("slow", packageWithLibrary("one"))
                .handler("app.Slow::run")
                .timeout(Duration.ofSeconds(60)));
        var old = startSlow();

        runtime.delete("slow");

        assertThat(old.letGo()).endsWith("\"one from the library of one true\"");
    }
}
