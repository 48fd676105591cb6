package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Payload;
import dev.samovar.api.Version;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While an alias moves between versions, every invocation sees exactly one published version.
final class AliasFlipTest {
    @TempDir
    Path directory;

    @Test
    void everyInvocationSeesExactlyOneVersion() throws InterruptedException {
        int invokes = Integer.getInteger("samovar.invokes", 50_000);
        try (var engine = new TestEngines(directory).start()) {
            for (int i = 1; i <= 3; i++) {
                var text = "\"" + i + "\"";
                var spec = FunctionSpec.host("flip", (event, context) -> Payload.json(text));
                if (i == 1) engine.create(spec);
                else engine.update(spec);
                assertThat(engine.publish("flip").version()).isEqualTo(Version.of(i));
            }
            engine.alias("flip", "live").to(Version.of(1));
            var stop = new AtomicBoolean();
            var flips = new AtomicInteger();
            var flipper = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    int next = flips.incrementAndGet();
                    if (next % 2 == 0) engine.alias("flip", "live").to(Version.of(1 + next % 3));
                    else engine.alias("flip", "live").to(Version.of(1 + next % 3), Version.of(1 + (next + 1) % 3), 0.5);
                }
            });
            var request = InvocationRequest.of(FunctionRef.parse("flip:live"), Event.EMPTY);
            var wrong = new AtomicInteger();
            for (int i = 0; i < invokes; i++) {
                var invocation = engine.invokeOnCaller(request);
                var ran = "\"" + invocation.executedVersion().orElseThrow() + "\"";
                if (!invocation.orThrow().text().equals(ran)) wrong.incrementAndGet();
            }
            stop.set(true);
            flipper.join();

            assertThat(wrong).hasValue(0);
            assertThat(flips.get()).isGreaterThan(10);
        }
    }
}
