package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionFailedException;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.ProvisionedConcurrency;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.seam.Seams;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Capacity;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.ForwardingLogStore;
import dev.samovar.spi.Instance;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStream;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.RuntimeListener;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever fails around an invocation, its caller is answered, its permit comes back, and the next one runs.
@Timeout(20)
final class FailingSurroundingsTest {
    @TempDir
    Path directory;

    private @Nullable Engine engine;

    private Engine start(TestEngines options) {
        var started = options.start();
        engine = started;
        return started;
    }

    @AfterEach
    void stop() {
        if (engine != null) engine.close();
    }

    private static void runsTwice(Engine engine) {
        engine.create("greet", (event, context) -> Payload.json("1"));
        for (int i = 0; i < 2; i++)
            assertThat(engine.invoke("greet", Event.EMPTY).result()).isInstanceOf(Returned.class);
        assertThat(engine.snapshot().inFlight()).isZero();
    }

    @Test
    void aListenerThatThrowsAnError() {
        var options = new TestEngines(directory);
        options.listeners.add(new RuntimeListener() {
            @Override
            public void started(
                    FunctionVersion version, @Nullable Qualifier qualifier, UUID requestId, Capacity capacity) {
                throw new AssertionError("not expected");
            }
        });
        runsTwice(start(options));
    }

    @Test
    void aLogStoreThatThrows() {
        var options = new TestEngines(directory);
        options.logs = new BrokenLogs();
        runsTwice(start(options));
    }

    private static class BrokenLogs extends ForwardingLogStore {
        BrokenLogs() {
            super(new MemoryLogStore(1 << 20, InstantSource.system()));
        }

        @Override
        public LogStream stream(String group, String name) {
            return new LogStream() {
                @Override
                public void append(LogEvent event) {
                    throw new IllegalStateException("the disk is full");
                }

                @Override
                public void close() {
                    throw new IllegalStateException("the disk is full");
                }
            };
        }

        @Override
        public void put(String group, String stream, List<? extends LogEvent> events) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Test
    void aSinkThatThrows() throws InterruptedException {
        var started = start(new TestEngines(directory));
        started.create("greet", (event, context) -> Payload.json("1"));
        var answers = new ArrayBlockingQueue<Invocation>(1);

        started.start(InvocationRequest.of(FunctionRef.parse("greet"), Event.EMPTY), invocation -> {
            answers.add(invocation);
            throw new IllegalStateException("the client has gone");
        });

        assertThat(answers.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(started.invoke("greet", Event.EMPTY).result()).isInstanceOf(Returned.class);
        assertThat(started.snapshot().environments()).hasSize(1);
    }

    @Test
    void aDirectoryThatCannotBeMade() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("sandboxes"), "in the way");
        var options = new TestEngines(directory);
        options.bridges.add(new FailingBridge("needs /tmp"));
        answersAtOnceAndKeepsNothing(start(options), "cannot make /tmp");
    }

    @Test
    void aBridgeThatFailsToLoad() {
        var options = new TestEngines(directory);
        options.bridges.add(new FailingBridge("throws \"this\""));
        answersAtOnceAndKeepsNothing(start(options), "throws \\\"this\\\"");
    }

    private void answersAtOnceAndKeepsNothing(Engine engine, String why) {
        engine.create(FunctionSpec.of("f", new RuntimeId("failing"), new Code.OnDisk(Path.of("src/test/java")))
                .handler("any")
                .timeout(Duration.ofMinutes(5)));

        var invocation = engine.invoke("f", Event.EMPTY);

        assertThat(invocation.report()).isPresent();
        assertThat(invocation.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.EXIT);
            assertThat(failed.fault().errorType()).isEqualTo("Runtime.ExitError");
            assertThat(failed.fault().payload().text()).contains(why);
        });
        assertThatThrownBy(() -> engine.prime("f")).isInstanceOf(FunctionFailedException.class);
        var after = engine.snapshot();
        assertThat(after.inFlight()).isZero();
        assertThat(after.quarantined()).isZero();
        assertThat(after.environments()).isEmpty();
    }

    @Test
    void anInstanceThatCannotBeKilledCostsNobodyElseADeadline() {
        var options = new TestEngines(directory);
        options.bridges.add(new StubbornBridge());
        var started = start(options);
        for (var name : List.of("throws", "blocks"))
            started.create(FunctionSpec.of(name, new RuntimeId("stubborn"), new Code.OnDisk(Path.of("src/test/java")))
                    .handler("any")
                    .timeout(Duration.ofSeconds(1)));
        started.create(FunctionSpec.host("spins", (event, context) -> {
                    while (true) Thread.onSpinWait();
                })
                .timeout(Duration.ofSeconds(1)));

        for (var name : List.of("throws", "blocks", "spins", "blocks"))
            assertThat(started.invoke(name, Event.EMPTY).result())
                    .as(name)
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.TIMEOUT));
        started.close(Duration.ofMillis(100));
    }

    @Test
    void anInstanceThatDoesNotCloseIsGivenUpAndItsCallerAnswered() {
        var options = new TestEngines(directory);
        options.bridges.add(new StubbornBridge());
        var started = start(options);
        started.create(FunctionSpec.of("exits", new RuntimeId("stubborn"), new Code.OnDisk(Path.of("src/test/java")))
                .handler("any")
                .timeout(Duration.ofMinutes(1)));

        assertThat(started.invoke("exits", Event.EMPTY).result()).isInstanceOf(Failed.class);
        assertThat(started.snapshot().quarantined()).isEqualTo(1);
    }

    @Test
    void aThreadThatCannotBeStarted() {
        var options = new TestEngines(directory);
        var real = options.seams;
        options.seams = new Seams(
                real.clock(),
                real.ticker(),
                real.draws(),
                real.ids(),
                (name, stackBytes) -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                real.alarms(),
                real.background());
        var started = start(options);
        started.create("greet", (event, context) -> Payload.json("1"));

        assertThat(started.invoke("greet", Event.EMPTY).result())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(500));
        assertThat(started.snapshot().inFlight()).isZero();
        var one = started.publish("greet").version();
        var asked = started.control().putProvisionedConcurrency(new FunctionName("greet"), one, 3);
        assertThat(asked.status()).isEqualTo(ProvisionedConcurrency.Status.FAILED);
        assertThat(started.snapshot().environments()).isEmpty();
    }

    @Test
    void timesWithoutAnEnd() {
        var options = new TestEngines(directory);
        options.initLimit = ChronoUnit.FOREVER.getDuration();
        options.pool = new PoolOptions(ChronoUnit.FOREVER.getDuration(), Long.MAX_VALUE, 0);
        runsTwice(start(options));
        Objects.requireNonNull(engine).close(ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void aStoreThatDoesNotCloseKeepsNothingElseOpen() {
        var options = new TestEngines(directory);
        options.logs = new BrokenLogs() {
            @Override
            public void close() {
                throw new IllegalStateException("the disk is full");
            }
        };
        var told = new AtomicBoolean();
        options.listeners.add(new RuntimeListener() {
            @Override
            public void closed() {
                told.set(true);
            }
        });
        runsTwice(start(options));

        Objects.requireNonNull(engine).close();

        assertThat(told).isTrue();
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        var started = start(new TestEngines(directory));
        started.create("greet", (event, context) -> Payload.json("1"));
        started.close();

        assertThatThrownBy(() -> started.create("late", (event, context) -> Payload.json("1")))
                .isInstanceOf(RequestRefusedException.class);
        assertThatThrownBy(() -> started.publish("greet")).isInstanceOf(RequestRefusedException.class);
    }

    /// A bridge whose instances never return, whose kill throws or never returns, and whose
    /// close never returns.
    private record StubbornBridge() implements Bridge {
        private static final BlankKey KEY = new BlankKey(Isolation.IN_PROCESS, new RuntimeId("stubborn"), 0, Map.of());

        private record Named(String name) implements Program {
            @Override
            public BlankKey blankKey() {
                return KEY;
            }

            @Override
            public void close() {}
        }

        @Override
        public String engine() {
            return "stubborn";
        }

        @Override
        public Isolation isolation() {
            return Isolation.IN_PROCESS;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<String> claims(FunctionSpec spec) {
            return spec.runtime().value().equals("stubborn") ? Optional.of("a test") : Optional.empty();
        }

        @Override
        public Program prepare(Deployment deployment) {
            return new Named(deployment.spec().name().value());
        }

        @Override
        public Instance start(BlankKey key) {
            return new Instance() {
                private volatile String name = "";

                @Override
                public void specialise(Program program, Sandbox sandbox) {
                    name = ((Named) program).name();
                }

                @Override
                public boolean invoke(RuntimeInvocation invocation, Reply reply) {
                    if (!name.equals("exits")) forEver();
                    return false;
                }

                @Override
                public long maxMemoryUsed() {
                    if (name.equals("throws")) return 1;
                    throw new IllegalStateException("not measurable");
                }

                @Override
                public String memoryMeasure() {
                    throw new IllegalStateException("not described");
                }

                @Override
                public void kill() {
                    if (name.equals("throws")) throw new IllegalStateException("cannot be killed");
                    forEver();
                }

                @Override
                public void close() {
                    forEver();
                }
            };
        }

        private static void forEver() {
            while (true) LockSupport.park();
        }

        @Override
        public void close() {}
    }

    /// A bridge whose instances cannot load any code, and cannot be closed either.
    private record FailingBridge(String why) implements Bridge {
        private static final BlankKey KEY = new BlankKey(Isolation.IN_PROCESS, new RuntimeId("failing"), 0, Map.of());

        @Override
        public String engine() {
            return "failing";
        }

        @Override
        public Isolation isolation() {
            return Isolation.IN_PROCESS;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<String> claims(FunctionSpec spec) {
            return Optional.of("a test");
        }

        @Override
        public Program prepare(Deployment deployment) {
            return new Program() {
                @Override
                public BlankKey blankKey() {
                    return KEY;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Instance start(BlankKey key) {
            return new Instance() {
                @Override
                public void specialise(Program program, Sandbox sandbox) {
                    if (why.contains("/tmp")) sandbox.tmp();
                    throw new IllegalStateException(why);
                }

                @Override
                public boolean invoke(RuntimeInvocation invocation, Reply reply) {
                    return false;
                }

                @Override
                public void kill() {}

                @Override
                public void close() {
                    throw new IllegalStateException("cannot be closed");
                }
            };
        }

        @Override
        public void close() {}
    }
}
