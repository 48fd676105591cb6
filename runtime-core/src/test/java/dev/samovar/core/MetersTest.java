package dev.samovar.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Payload;
import dev.samovar.api.ProvisionedConcurrency.Status;
import dev.samovar.api.Version;
import dev.samovar.core.telemetry.Meters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every meter, read after something happened that it counts; `concurrency.md` section 6.
final class MetersTest {
    private static final FunctionName F = new FunctionName("f");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Engine engine;

    @BeforeEach
    void start() {
        var meters = new Meters(registry);
        var options = new TestEngines(directory);
        options.listeners.add(meters);
        engine = options.start();
        meters.bind(engine);
        engine.create(FunctionSpec.host("f", (event, context) -> {
                    if (event.text().equals("\"fail\"")) throw new IllegalStateException("as asked");
                    if (event.text().equals("\"wait\"")) gate.await();
                    while (event.text().equals("\"stick\"") && gate.getCount() > 0) LockSupport.parkNanos(1_000_000);
                    return Payload.json("1");
                })
                .memoryMb(1024)
                .timeout(Duration.ofSeconds(2)));
        engine.alias("f", "live").to(engine.publish("f"));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        engine.close();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void countsInvocationsErrorsAndWhatIsBilledByFunctionVersionAndAlias() {
        engine.invoke("f:live", Event.EMPTY);
        engine.invoke("f:live", Event.json("\"fail\""));
        engine.invoke("f", Event.EMPTY);

        String[] live = {"function", "f", "version", "1", "alias", "live"};
        assertThat(count("samovar.invocations", live)).isEqualTo(2);
        assertThat(count("samovar.errors", live)).isEqualTo(1);
        assertThat(count("samovar.invocations", "function", "f", "version", "$LATEST", "alias", "none"))
                .isEqualTo(1);
        var duration = registry.get("samovar.duration").tags(live).timer();
        assertThat(duration.count()).isEqualTo(2);
        double billed = count("samovar.billed.milliseconds", live);
        assertThat(billed).isGreaterThanOrEqualTo(duration.totalTime(TimeUnit.MILLISECONDS));
        assertThat(count("samovar.billed.gigabyte.seconds", live)).isEqualTo(billed / 1000, within());
        assertThat(registry.get("samovar.init.duration")
                        .tags("function", "f")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void countsThrottlesAndOtherRefusals() {
        engine.control().putFunctionConcurrency(F, 0);
        engine.invoke("f:live", Event.EMPTY);
        engine.invoke("f", Event.EMPTY);
        engine.invoke("f", Event.EMPTY);
        engine.invoke("nobody", Event.EMPTY);
        engine.invoke("f", Event.json("no json"));

        assertThat(count("samovar.throttles", "function", "f", "qualifier", "live"))
                .isEqualTo(1);
        assertThat(count("samovar.throttles", "function", "f", "qualifier", "none"))
                .isEqualTo(2);
        assertThat(count("samovar.refusals", "code", "ResourceNotFoundException"))
                .isEqualTo(1);
        assertThat(count("samovar.refusals", "code", "InvalidRequestContentException"))
                .isEqualTo(1);
        assertThat(registry.find("samovar.invocations").counter()).isNull();
    }

    @Test
    void showsWhoRunsNow() {
        engine.control().putFunctionConcurrency(F, 5);
        engine.create("g", (event, context) -> {
            gate.await();
            return Payload.json("1");
        });
        var callers = new Thread[] {
            Thread.startVirtualThread(() -> engine.invoke("f", Event.json("\"wait\""))),
            Thread.startVirtualThread(() -> engine.invoke("g", Event.EMPTY))
        };

        await().untilAsserted(() -> {
            assertThat(gauge("samovar.concurrent.executions")).isEqualTo(2);
            assertThat(gauge("samovar.unreserved.concurrent.executions")).isEqualTo(1);
            assertThat(gauge("samovar.claimed.account.concurrency")).isEqualTo(5 + 1);
            assertThat(gauge("samovar.function.concurrent.executions", "function", "f"))
                    .isEqualTo(1);
            assertThat(gauge("samovar.environments", "state", "busy")).isEqualTo(2);
        });
        gate.countDown();
        await().untilAsserted(() -> {
            assertThat(gauge("samovar.concurrent.executions")).isZero();
            assertThat(gauge("samovar.environments", "state", "idle")).isEqualTo(2);
        });
        assertThat(callers).hasSize(2);
    }

    @Test
    void showsProvisionedConcurrencyByQualifierAndForgetsIt() {
        engine.control().putProvisionedConcurrency(F, Version.of(1), 2);
        await().until(() ->
                engine.control().getProvisionedConcurrency(F, Version.of(1)).status() == Status.READY);
        String[] one = {"function", "f", "qualifier", "1"};
        assertThat(gauge("samovar.provisioned.concurrent.executions", one)).isZero();

        Thread.startVirtualThread(() -> engine.invoke("f:1", Event.json("\"wait\"")));
        await().untilAsserted(() -> assertThat(gauge("samovar.provisioned.concurrency.utilization", one))
                .isEqualTo(0.5));
        assertThat(gauge("samovar.provisioned.concurrent.executions", one)).isEqualTo(1);
        Thread.startVirtualThread(() -> engine.invoke("f:1", Event.json("\"wait\"")));
        await().until(() -> gauge("samovar.provisioned.concurrent.executions", one) == 2);
        engine.invoke("f:1", Event.EMPTY);
        gate.countDown();

        String[] series = {"function", "f", "version", "1", "alias", "none"};
        await().untilAsserted(() -> {
            assertThat(count("samovar.provisioned.concurrency.invocations", series))
                    .isEqualTo(2);
            assertThat(count("samovar.provisioned.concurrency.spillover.invocations", series))
                    .isEqualTo(1);
        });
        engine.control().deleteProvisionedConcurrency(F, Version.of(1));
        assertThat(registry.find("samovar.provisioned.concurrent.executions").gauge())
                .isNull();
        assertThat(registry.find("samovar.provisioned.concurrency.utilization").gauge())
                .isNull();
    }

    @Test
    void showsQuarantineAndTheMemoryOfTheJvm() {
        engine.invoke("f", Event.json("\"stick\""));

        assertThat(gauge("samovar.quarantined")).isEqualTo(1);
        assertThat(gauge("samovar.jvm.memory", "area", "Metaspace")).isPositive();
        assertThat(registry.find("samovar.jvm.memory").gauges()).hasSizeGreaterThan(1);
        gate.countDown();
        await().untilAsserted(() -> assertThat(gauge("samovar.quarantined")).isZero());
    }

    @Test
    void removesTheMetersOfADeletedFunctionAfterItsLastRequest() {
        Thread.startVirtualThread(() -> engine.invoke("f", Event.json("\"wait\"")));
        await().untilAsserted(() -> assertThat(gauge("samovar.function.concurrent.executions", "function", "f"))
                .isEqualTo(1));
        engine.delete("f");
        engine.create("f", (event, context) -> Payload.json("1"));
        gate.countDown();
        engine.invoke("f", Event.EMPTY);
        await().untilAsserted(() -> assertThat(gauge("samovar.function.concurrent.executions", "function", "f"))
                .isZero());

        engine.delete("f");
        await().untilAsserted(() -> assertThat(
                        registry.getMeters().stream().map(Meter::getId).filter(id -> "f".equals(id.getTag("function"))))
                .isEmpty());
    }

    private Engine another(String place, String... tags) {
        var meters = new Meters(registry, tags);
        var options = new TestEngines(directory.resolve(place));
        options.listeners.add(meters);
        var other = options.start();
        meters.bind(other);
        other.create("f", (event, context) -> Payload.json("1"));
        return other;
    }

    private List<Meter.Id> registered() {
        return registry.getMeters().stream().map(Meter::getId).toList();
    }

    @Test
    void leavesNoMeterWhenTheRuntimeClosesAndCountsAnewForTheNext() {
        engine.control().putProvisionedConcurrency(F, Version.of(1), 2);
        engine.invoke("f:live", Event.EMPTY);
        engine.invoke("none", Event.EMPTY);
        engine.create("g", (event, context) -> Payload.json("1"));
        engine.control().putFunctionConcurrency(new FunctionName("g"), 0);
        engine.invoke("g", Event.EMPTY);
        assertThat(registered()).extracting(Meter.Id::getName).contains("samovar.throttles", "samovar.refusals");
        engine.close();
        assertThat(registered()).isEmpty();

        try (var next = another("next")) {
            next.invoke("f", Event.EMPTY);
            assertThat(count("samovar.invocations", "function", "f")).isEqualTo(1);
            assertThat(gauge("samovar.environments", "state", "idle")).isEqualTo(1);
        }
        assertThat(registered()).isEmpty();
    }

    @Test
    void tagsTellRuntimesApartThatShareARegistry() {
        try (var other = another("other", "host", "b")) {
            other.invoke("f", Event.EMPTY);
            engine.invoke("f", Event.EMPTY);
            other.delete("f");

            assertThat(count("samovar.invocations", "function", "f")).isEqualTo(1);
            assertThat(registry.find("samovar.invocations").tag("host", "b").counter())
                    .isNull();
            assertThat(gauge("samovar.quarantined", "host", "b")).isZero();
        }
        assertThat(registered()).isNotEmpty().allMatch(id -> id.getTag("host") == null);
    }
}
