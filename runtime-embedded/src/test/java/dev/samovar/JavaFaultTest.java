package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a Java function throws, in the answer and in the log, however odd the throwable is.
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Isolation.class,
        names = {"IN_PROCESS", "PROCESS"})
final class JavaFaultTest {
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

    private Invocation invocationThat(String statements) {
        var jar = Jars.compile(directory, "odd", """
                package app;
                public class Odd {
                    static int calls;
                    public String run(Object event) throws Throwable {
                        calls++;
                        if (true) { %s }
                        return "unreached";
                    }
                    static class Mute extends RuntimeException {
                        public String getMessage() { throw new IllegalStateException("no message"); }
                        public String toString() { throw new IllegalStateException("no text"); }
                        public StackTraceElement[] getStackTrace() { throw new IllegalStateException("no trace"); }
                        public Throwable getCause() { throw new IllegalStateException("no cause"); }
                    }
                    static class Endless extends RuntimeException {
                        public Throwable getCause() { return new Endless(); }
                    }
                    static class Deep extends RuntimeException {
                        public String getMessage() { return getMessage() + "."; }
                    }
                    static Exception bare(String message, Throwable cause) {
                        var made = new Exception(message);
                        if (cause != null) made.initCause(cause);
                        return at(made, "bare");
                    }
                    static <T extends Throwable> T at(T made, String... methods) {
                        made.setStackTrace(java.util.Arrays.stream(methods)
                            .map(m -> new StackTraceElement("app.Odd", m, "Odd.java", 1)).toArray(StackTraceElement[]::new));
                        return made;
                    }
                }
                """.formatted(statements));
        runtime.create(FunctionSpec.java("odd", jar).handler("app.Odd::run"));
        return runtime.invoke(
                InvocationRequest.of(FunctionRef.parse("odd"), Event.EMPTY).logType(LogType.TAIL));
    }

    private static Fault faultOf(Invocation invocation) {
        return ((Failed) invocation.result()).fault();
    }

    private static String loggedIn(Invocation invocation) {
        return invocation.logTail().orElseThrow().replaceAll("(?m)^(START|END|REPORT) .*\n", "");
    }

    @Test
    void endsACircleOfCauses() {
        var invocation = invocationThat("var a = bare(\"a\", null); var b = bare(\"b\", a); a.initCause(b); throw a;");

        assertThat(faultOf(invocation).payload().text())
                .isEqualTo(
                        "{\"errorMessage\":\"a\",\"errorType\":\"java.lang.Exception\",\"stackTrace\":[\"app.Odd.bare(Odd.java:1)\"]}");
        assertThat(loggedIn(invocation)).isEqualTo("""
                a: java.lang.Exception
                java.lang.Exception: a
                \tat app.Odd.bare(Odd.java:1)
                Caused by: java.lang.Exception: b
                \t... 1 more
                Caused by: [CIRCULAR REFERENCE: java.lang.Exception: a]

                """);
    }

    @Test
    void logsWhatWasSuppressedWhereTheJdkPrintsIt() {
        var invocation = invocationThat("""
                var thrown = bare("thrown", bare("cause", null));
                thrown.addSuppressed(new java.io.IOException("closing") { public StackTraceElement[] getStackTrace() { return new StackTraceElement[0]; } });
                thrown.addSuppressed(thrown.getCause());
                throw thrown;
                """);

        assertThat(loggedIn(invocation)).isEqualTo("""
                thrown: java.lang.Exception
                java.lang.Exception: thrown
                \tat app.Odd.bare(Odd.java:1)
                \tSuppressed: app.Odd$1: closing
                \tSuppressed: java.lang.Exception: cause
                \t\t... 1 more
                Caused by: [CIRCULAR REFERENCE: java.lang.Exception: cause]

                """);
    }

    @Test
    void printsWhatTheJdkWouldPrint() {
        var invocation = invocationThat("""
                var thrown = at(new IllegalStateException("outer", at(new Error("middle\\nof two lines", bare("inner", null)), "a", "main")), "b", "main");
                var beside = at(new Error("beside", bare("its cause", null)), "close", "main");
                beside.addSuppressed(at(new Error("further"), "close", "main"));
                thrown.addSuppressed(beside);
                thrown.addSuppressed(bare("other", beside));
                var text = new java.io.StringWriter();
                thrown.printStackTrace(new java.io.PrintWriter(text));
                System.out.print(text);
                throw thrown;
                """);

        var logged = loggedIn(invocation);
        var printed = logged.substring(0, logged.indexOf("outer: "));
        assertThat(printed)
                .contains("\tSuppressed: java.lang.Error: beside\n", "\t... 1 more\n", "[CIRCULAR REFERENCE: ");
        assertThat(logged).isEqualTo(printed + "outer: java.lang.IllegalStateException\n" + printed + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "throw new Mute();, app.Odd$Mute",
        "throw new Deep();, app.Odd$Deep",
        "throw new Exception((String) null);, java.lang.Exception"
    })
    void tellsTheClassWhereTheMessageCannotBeHad(String statements, String type) {
        var invocation = invocationThat(statements);

        assertThat(faultOf(invocation).kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(faultOf(invocation).errorType()).isEqualTo(type);
        assertThat(faultOf(invocation).errorMessage()).isEqualTo(type);
        assertThat(loggedIn(invocation)).startsWith(type + ": " + type + "\n" + type + "\n");
    }

    @Test
    void endsATraceThatHasNoEnd() {
        var invocation = invocationThat("throw new Endless();");

        assertThat(faultOf(invocation).errorType()).isEqualTo("app.Odd$Endless");
        assertThat(loggedIn(invocation)).endsWith("Caused by: ... and more\n\n");
    }

    @Test
    void answersAMessageThatUtf8CannotSay() {
        var invocation = invocationThat("throw new Exception(\"half \" + (char) 0xD83D);");

        assertThat(faultOf(invocation).payload().text()).startsWith("{\"errorMessage\":\"half ?\",");
    }

    @ParameterizedTest
    @CsvSource({
        "throw new java.io.IOError(new java.io.IOException(\"disk\"));, java.io.IOError",
        "throw new InternalError(\"vm\");, java.lang.InternalError",
        "throw new OutOfMemoryError(\"heap\");, java.lang.OutOfMemoryError",
        "throw new StackOverflowError();, java.lang.StackOverflowError"
    })
    void aVirtualMachineOrIoErrorIsReportedAndEndsTheEnvironment(String statements, String type) {
        var fault = faultOf(invocationThat("if (calls == 1 && System.getenv(\"NONE\") == null) " + statements
                + " if (calls > 1) return \"the same environment\";"));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo(type);
        assertThat(faultOf(runtime.invoke("odd", Event.EMPTY)).errorType())
                .as("static state began anew")
                .isEqualTo(type);
    }

    @Test
    void anyOtherErrorLeavesTheEnvironmentAsItIs() {
        invocationThat("if (calls == 1) throw new AssertionError(\"no\"); return \"the same environment\";");

        assertThat(runtime.invoke("odd", Event.EMPTY).orThrow().text()).isEqualTo("\"the same environment\"");
    }

    @Test
    void anExitWithoutAnErrorIsToldAsOneWithoutAReason() {
        var invocation = invocationThat("System.exit(0);");

        assertThat(faultOf(invocation).kind()).isEqualTo(Fault.Kind.EXIT);
        assertThat(faultOf(invocation).payload().text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + invocation.requestId() + " Error: Runtime exited without providing a reason\"}");
    }
}
