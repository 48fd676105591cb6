package dev.samovar.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A debugger that is attached to `samovar invoke --debug PORT` stops in a function's source.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DebuggerTest {
    private static final int LINE_OF_RETURN = 8;
    private static final String COUNTING = """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            public class Counting implements RequestHandler<Integer, Integer> {
                public Integer handleRequest(Integer upTo, Context context) {
                    int sum = 0;
                    for (int i = 1; i <= upTo; i++) sum += i;
                    String name = context.getFunctionName();
                    return sum;
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aBreakpointShowsTheHandlersLineAndVariablesAndTheDeadlineWaits() throws Exception {
        var jar = Packages.jar(directory, "counting", COUNTING);
        var process = start(jar, FreePort.find());
        try {
            var machine = attach(process.port());
            try {
                stopInTheHandler(machine);
            } finally {
                machine.dispose();
            }
            assertThat(process.java().onExit().get().exitValue())
                    .as(Files.readString(directory.resolve("err")))
                    .isZero();
            assertThat(Files.readString(directory.resolve("out"), StandardCharsets.UTF_8))
                    .isEqualTo("10");
        } finally {
            process.java().destroyForcibly();
        }
    }

    private record Debugged(Process java, int port) {}

    /// The JVM as the launcher starts it.
    private Debugged start(Path jar, int port) throws IOException {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=localhost:" + port,
                        "-cp",
                        Packages.classPath(),
                        Main.class.getName(),
                        "invoke",
                        jar.toString(),
                        "--debug",
                        Integer.toString(port),
                        "--event",
                        "4",
                        "--timeout",
                        "1")
                .redirectError(directory.resolve("err").toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        return new Debugged(java, port);
    }

    private static VirtualMachine attach(int port) {
        var connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        requireNonNull(arguments.get("hostname")).setValue("localhost");
        requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> connector.attach(arguments), machine -> true);
    }

    private static void stopInTheHandler(VirtualMachine machine)
            throws InterruptedException, AbsentInformationException, IncompatibleThreadStateException {
        var loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter("app.Counting");
        loaded.enable();
        machine.resume();
        breakAt(machine, ((ClassPrepareEvent) next(machine, ClassPrepareEvent.class::isInstance)).referenceType());
        machine.resume();

        var stop = (BreakpointEvent) next(machine, BreakpointEvent.class::isInstance);
        var frame = stop.thread().frame(0);
        assertThat(frame.location().lineNumber()).isEqualTo(LINE_OF_RETURN);
        assertThat(frame.location().sourceName()).isEqualTo("Counting.java");
        assertThat(frame.getValue(frame.visibleVariableByName("sum"))).hasToString("10");
        assertThat(frame.getValue(frame.visibleVariableByName("name"))).hasToString("\"counting\"");
        assertThat(frame.visibleVariables().stream().map(Object::toString).toList())
                .as("nothing that is not in the source")
                .hasSize(4);
        TimeUnit.MILLISECONDS.sleep(1500); // longer than the function's second
        machine.resume();
    }

    private static void breakAt(VirtualMachine machine, ReferenceType type) throws AbsentInformationException {
        var line = type.locationsOfLine(LINE_OF_RETURN).getFirst();
        machine.eventRequestManager().createBreakpointRequest(line).enable();
    }

    private static Event next(VirtualMachine machine, Predicate<Event> wanted) throws InterruptedException {
        while (true) {
            var events = machine.eventQueue().remove();
            for (var event : List.copyOf(events)) if (wanted.test(event)) return event;
            events.resume();
        }
    }
}
