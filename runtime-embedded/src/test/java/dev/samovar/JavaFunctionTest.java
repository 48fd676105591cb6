package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A jar that was written for Lambda runs unmodified.
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Isolation.class,
        names = {"IN_PROCESS", "PROCESS"})
final class JavaFunctionTest {
    @Parameter(0)
    Isolation isolation = Isolation.IN_PROCESS;

    @TempDir
    Path directory;

    private FunctionRuntime runtime;

    @BeforeEach
    void start() {
        runtime = JavaRuntimes.of(isolation);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void answersThroughRequestHandler() {
        var jar = Jars.compile(directory, "echo", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.util.Map;
                public class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
                    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
                        context.getLogger().log("hello from " + context.getFunctionName() + "\\n");
                        System.out.println("raw " + System.getenv("COLOUR"));
                        event.put("version", context.getFunctionVersion());
                        return event;
                    }
                }
                """);
        runtime.create(FunctionSpec.java("echo", jar).handler("app.Echo").environment("COLOUR", "green"));

        var invocation = runtime.invoke(InvocationRequest.of(FunctionRef.parse("echo"), Event.json("{\"a\":1}"))
                .logType(LogType.TAIL));

        assertThat(invocation.orThrow().text()).isEqualTo("{\"a\":1,\"version\":\"$LATEST\"}");
        assertThat(invocation.logTail().orElseThrow()).contains("hello from echo\n", "raw green\n");
    }

    @Test
    void answersThroughAMethodWithPlainObjects() {
        var jar = Jars.compile(directory, "greeter", """
                package app;
                public class Greeter {
                    public static class Person { private String name; public String getName() { return name; } public void setName(String n) { name = n; } }
                    public record Greeting(String text) { public String getText() { return text; } }
                    public Greeting greet(Person person) { return new Greeting("hello " + person.getName()); }
                }
                """);
        runtime.create(FunctionSpec.java("greet", jar).handler("app.Greeter::greet"));

        assertThat(runtime.invoke("greet", Event.json("{\"name\":\"tea\"}"))
                        .orThrow()
                        .text())
                .isEqualTo("{\"text\":\"hello tea\"}");
    }

    @Test
    void endsALoopAtTheDeadlineAndServesTheNextInvoke() {
        var jar = Jars.compile(directory, "loop", """
                package app;
                public class Loop {
                    static int calls;
                    public String run(Object event) throws Exception {
                        java.nio.file.Path note = java.nio.file.Path.of("/tmp/note");
                        if (java.nio.file.Files.exists(note)) return "again, calls " + calls;
                        java.nio.file.Files.writeString(note, "here");
                        calls++;
                        while (true) { try { calls += 0; } catch (Throwable t) { } }
                    }
                }
                """);
        runtime.create(FunctionSpec.java("loop", jar).handler("app.Loop::run").timeout(Duration.ofSeconds(3)));

        assertThat(runtime.invoke("loop", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().errorType()).isEqualTo("Sandbox.Timedout"));
        assertThat(runtime.invoke("loop", Event.EMPTY).orThrow().text()).isEqualTo("\"again, calls 0\"");
    }

    @Test
    void reportsWhatWasThrownWithoutOurFrames() {
        var jar = Jars.compile(directory, "broken", """
                package app;
                public class Broken {
                    public String run(Object event) { throw new IllegalStateException("no tea"); }
                }
                """);
        runtime.create(FunctionSpec.java("broken", jar).handler("app.Broken::run"));

        assertThat(runtime.invoke("broken", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().payload().text())
                                .isEqualTo(
                                        "{\"errorMessage\":\"no tea\",\"errorType\":\"java.lang.IllegalStateException\","
                                                + "\"stackTrace\":[\"app.Broken.run(Broken.java:3)\"]}"));
    }

    @Test
    void exitsWithTheStatusThatTheHandlerAskedFor() {
        var jar = Jars.compile(directory, "exit", """
                package app;
                public class Exit {
                    public String run(Object event) { System.exit(7); return "not reached"; }
                }
                """);
        runtime.create(FunctionSpec.java("exit", jar).handler("app.Exit::run"));

        var invocation = runtime.invoke("exit", Event.EMPTY);

        assertThat(invocation.result())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().payload().text())
                                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                                        + invocation.requestId()
                                        + " Error: Runtime exited with error: exit status 7\"}"));
    }
}
