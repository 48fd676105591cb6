package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.EventInvokeConfig.Change;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Handler;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Payload;
import dev.samovar.core.journal.Journal;
import dev.samovar.core.seam.ManualTime;
import dev.samovar.spi.DestinationSender;
import dev.samovar.spi.Store;
import dev.samovar.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events that were accepted are there when a runtime is built on the same store again.
@Timeout(60)
final class DurableEventsTest {
    private static final FunctionName F = new FunctionName("f");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";

    @TempDir
    private Path directory;

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private Engine open(Handler handler) {
        return open(Journal.open(directory.resolve("data")), handler);
    }

    private Engine open(Store store, Handler handler) {
        var options = new TestEngines(directory);
        options.seams = time.seams();
        options.store = Optional.of(store);
        options.senders.add(new DestinationSender() {
            @Override
            public boolean sends(String arn) {
                return arn.equals(QUEUE);
            }

            @Override
            public void send(String arn, Message message) {
                told.add(message.body());
            }
        });
        var engine = options.start();
        engine.create(FunctionSpec.host("f", (event, context) -> {
            ran.add(event.text());
            return handler.handle(event, context);
        }));
        return engine;
    }

    private static void send(Engine to, String event) {
        assertThat(to.invoke("f", Event.json(event), InvocationType.EVENT).result())
                .isInstanceOf(Accepted.class);
    }

    private void awaitRuns(int count) {
        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return ran.size() >= count;
        });
    }

    private List<Path> contents() throws IOException {
        try (var files = Files.list(directory.resolve("data/contents"))) {
            return files.toList();
        }
    }

    @Test
    void whatWaitedRuns() throws IOException {
        var large = "\"" + "x".repeat(5000) + "\"";
        try (var engine = open((event, context) -> Payload.NULL)) {
            engine.control().putFunctionConcurrency(F, 1);
            var leave = new CountDownLatch(1);
            engine.create("busy", (event, context) -> {
                leave.await();
                return Payload.NULL;
            });
            engine.control().putFunctionConcurrency(new FunctionName("busy"), 1);
            engine.delete("f");
            engine.create(FunctionSpec.host("f", (event, context) -> {
                leave.await();
                ran.add("blocked");
                return Payload.NULL;
            }));
            engine.control().putFunctionConcurrency(F, 1);
            send(engine, "0");
            await().until(() -> engine.snapshot().inFlight() == 1);
            send(engine, "1");
            send(engine, large);
            assertThat(contents()).as("large events are in files").hasSize(1);
            engine.close(Duration.ZERO);
            leave.countDown();
        }
        ran.clear();

        try (var engine = open((event, context) -> Payload.NULL)) {
            assertThat(engine.snapshot().repeatedEvents()).isEqualTo(1);
            awaitRuns(3);
            assertThat(ran).containsExactlyInAnyOrder("0", "1", large);
            await().until(() -> contents().isEmpty());
        }

        try (var engine = open((event, context) -> Payload.NULL)) {
            assertThat(engine.snapshot().waitingEvents()).isZero();
        }
    }

    @Test
    void aRetryKeepsItsTimeAndItsCount() {
        Handler failing = (event, context) -> {
            throw new IllegalStateException("no");
        };
        try (var engine = open(failing)) {
            engine.control().eventInvokeConfigs().put(F, null, new Change(1, null, null, QUEUE));
            send(engine, "7");
            await().until(() -> ran.size() == 1 && engine.snapshot().waitingEvents() == 1);
            time.advance(Duration.ofSeconds(30));
        }

        try (var engine = open(failing)) {
            engine.control().eventInvokeConfigs().put(F, null, new Change(1, null, null, QUEUE));
            assertThat(engine.snapshot().repeatedEvents()).isZero();
            time.advance(Duration.ofSeconds(29));
            assertThat(ran).hasSize(1);
            time.advance(Duration.ofSeconds(1));
            await().until(() -> told.size() == 1);
        }
        assertThat(ran).hasSize(2);
        assertThat(told.getFirst())
                .contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":2")
                .contains("\"requestPayload\":7");
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        try (var engine = open(new FullStore(), (event, context) -> Payload.NULL)) {
            for (var event : List.of("1", "\"" + "x".repeat(5000) + "\"")) {
                var result = engine.invoke("f", Event.json(event), InvocationType.EVENT)
                        .result();
                assertThat(result)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused ->
                                        assertThat(refused.refusal().status()).isEqualTo(500));
            }
            assertThat(engine.snapshot().waitingEvents()).isZero();
        }
        assertThat(ran).isEmpty();
    }

    /// A store that has no room left.
    private static final class FullStore implements Store {
        private static StoreException full() {
            return new StoreException("No space left on device", null);
        }

        @Override
        public void read(BiConsumer<String, Payload> each) {
            // It holds nothing.
        }

        @Override
        public CompletionStage<@Nullable Void> write(List<Change> changes) {
            return CompletableFuture.failedFuture(full());
        }

        @Override
        public Content keep(InputStream content) {
            throw full();
        }

        @Override
        public Content claim(String sha256) {
            throw full();
        }

        @Override
        public Path file(String sha256) {
            return Path.of(sha256);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
