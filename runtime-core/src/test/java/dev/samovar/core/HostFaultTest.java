package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.core.host.HostBridge;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a handler of the host throws, or does not answer, is told as Lambda's Java runtime would.
final class HostFaultTest {
    @TempDir
    Path directory;

    private final CountingBridge bridge = new CountingBridge();
    private Engine engine;

    @BeforeEach
    void start() {
        var options = new TestEngines(directory);
        options.bridges.clear();
        options.bridges.add(bridge);
        engine = options.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Failed failureOf(Throwable thrown) {
        engine.create("broken", (event, context) -> {
            throw sneaky(thrown);
        });
        return (Failed) engine.invoke("broken", Event.EMPTY).result();
    }

    @SuppressWarnings("unchecked") // a handler of another language may throw anything
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new Error("no tea"),
                new Error("no tea") {},
                new AssertionError("no tea"),
                new NoClassDefFoundError("no tea"),
                new OutOfMemoryError("no tea"),
                new IOError(new IOException()) {
                    @Override
                    public String getMessage() {
                        return "no tea";
                    }
                },
                new Throwable("no tea"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void reportsWhateverIsThrown(Throwable thrown) {
        var fault = failureOf(thrown).fault();

        assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
        assertThat(fault.errorType()).isEqualTo(thrown.getClass().getName());
        assertThat(fault.errorMessage()).isEqualTo("no tea");
        assertThat(fault.payload().text())
                .startsWith("{\"errorMessage\":\"no tea\",\"errorType\":\""
                        + thrown.getClass().getName() + "\",\"stackTrace\":[\"dev.samovar.core.HostFaultTest");
    }

    @Test
    void tellsTheClassWhereTheMessageCannotBeHad() {
        var mute = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        };

        var fault = failureOf(mute).fault();
        assertThat(fault.errorMessage()).isEqualTo(mute.getClass().getName());
        assertThat(fault.errorType()).isEqualTo(mute.getClass().getName());
    }

    @Test
    @SuppressWarnings("NullAway") // what an overridden method may answer
    void skipsAFrameThatIsNull() {
        var gappy = new RuntimeException("no tea") {
            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[] {null, new StackTraceElement("app.Tea", "brew", "Tea.java", 7), null};
            }
        };

        assertThat(failureOf(gappy).fault().payload().text())
                .endsWith("\"stackTrace\":[\"app.Tea.brew(Tea.java:7)\"]}");
    }

    @Test
    void onlyAVirtualMachineOrIoErrorEndsTheEnvironment() {
        var thrown = new AtomicReference<Error>(new Error("harmless"));
        engine.create("broken", (event, context) -> {
            throw thrown.get();
        });
        for (int i = 0; i < 2; i++) engine.invoke("broken", Event.EMPTY);
        assertThat(bridge.started).hasValue(1);

        int begun = 1;
        for (var fatal :
                new Error[] {new InternalError("vm"), new StackOverflowError(), new IOError(new IOException())}) {
            thrown.set(fatal);
            engine.invoke("broken", Event.EMPTY);
            thrown.set(new Error("harmless"));
            engine.invoke("broken", Event.EMPTY);
            assertThat(bridge.started).as(fatal.toString()).hasValue(++begun);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a handler that is not checked for null may do
    void takesNoAnswerForNull() {
        engine.create("silent", (event, context) -> null);

        assertThat(engine.invoke("silent", Event.EMPTY).orThrow().text()).isEqualTo("null");
    }

    /// The host's bridge, which counts the instances it starts.
    private static final class CountingBridge implements Bridge {
        private final HostBridge host = new HostBridge();
        private final AtomicInteger started = new AtomicInteger();

        @Override
        public String engine() {
            return host.engine();
        }

        @Override
        public Isolation isolation() {
            return host.isolation();
        }

        @Override
        public Set<Capability> capabilities() {
            return host.capabilities();
        }

        @Override
        public Optional<String> claims(FunctionSpec spec) {
            return host.claims(spec);
        }

        @Override
        public Program prepare(Deployment deployment) {
            return host.prepare(deployment);
        }

        @Override
        public Instance start(BlankKey key) {
            started.incrementAndGet();
            return host.start(key);
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
