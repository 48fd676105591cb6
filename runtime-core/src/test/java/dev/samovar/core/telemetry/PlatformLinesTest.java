package dev.samovar.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Report;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import dev.samovar.spi.LogEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lambda's own lines, to the byte, in text and JSON, and what the level filters let pass.
final class PlatformLinesTest {
    private static final UUID ID = UUID.fromString("8286a188-ba32-4475-8077-530cd35c09a9");
    private static final long AT = Instant.parse("2026-01-01T12:00:00.123Z").toEpochMilli();

    /// A function that logs so.
    static FunctionVersion version(LoggingConfig logging) {
        var name = new FunctionName("f");
        var spec = FunctionSpec.of("f", new RuntimeId("java21"), new Code.OnDisk(Path.of("x")))
                .logging(logging);
        var arn = new FunctionArn("aws", "us-east-1", "000000000000", name, Version.LATEST);
        return new FunctionVersion(
                spec,
                Version.LATEST,
                arn,
                FunctionState.ACTIVE,
                "",
                UpdateStatus.SUCCESSFUL,
                "",
                ID,
                "",
                "",
                0,
                Instant.EPOCH,
                "java",
                "");
    }

    private static Report report(@Nullable Duration init) {
        return new Report(Duration.ofNanos(12_344_900), init, 128, 40, "a test", 0);
    }

    private static String text(PlatformEvent event) {
        assertThat(event).hasToString(event.message());
        return event.message();
    }

    @Test
    void writesTextLikeLambda() {
        var v = version(LoggingConfig.TEXT);

        assertThat(text(new PlatformEvent.Start(AT, v, ID, null)))
                .isEqualTo("START RequestId: " + ID + " Version: $LATEST\n");
        assertThat(text(new PlatformEvent.End(AT, v, ID, Status.SUCCESS, null, report(null), 7, null)))
                .isEqualTo("END RequestId: " + ID + "\n");
        assertThat(text(new PlatformEvent.Reported(AT, v, ID, report(null), Status.SUCCESS, null, null)))
                .isEqualTo(
                        "REPORT RequestId: " + ID
                                + "\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t\n");
        assertThat(text(new PlatformEvent.Reported(
                        AT, v, ID, report(Duration.ofMillis(111)), Status.SUCCESS, null, null)))
                .endsWith(
                        "\tBilled Duration: 124 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\tInit Duration: 111.00 ms\t\n");
        assertThat(text(new PlatformEvent.Reported(AT, v, ID, report(null), Status.ERROR, "Runtime.ExitError", null)))
                .endsWith("\tStatus: error\tError Type: Runtime.ExitError\t\n");
        assertThat(text(new PlatformEvent.Reported(AT, v, ID, report(null), Status.TIMEOUT, null, null)))
                .endsWith("\tStatus: timeout\t\n");
        assertThat(text(new PlatformEvent.InitReport(
                        AT, v, "on-demand", "init", Duration.ofNanos(10_008_530_000L), Status.TIMEOUT, null)))
                .isEqualTo("INIT_REPORT Init Duration: 10008.53 ms\tPhase: init\tStatus: timeout\n");
        assertThat(text(new PlatformEvent.RuntimeError(
                        AT, v, ID, "Runtime.ExitError", "Runtime exited with error: exit status 1")))
                .isEqualTo(
                        "RequestId: " + ID + " Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n");
        assertThat(text(new PlatformEvent.InitStart(AT, v, "on-demand", "init")))
                .matches(
                        "INIT_START Runtime Version: java:21\\.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n");
    }

    @Test
    void writesJsonLikeLambda() {
        var v = version(LoggingConfig.JSON);

        assertThat(text(new PlatformEvent.Start(AT, v, ID, null)))
                .isEqualTo(
                        "{\"time\":\"2026-01-01T12:00:00.123Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\""
                                + ID + "\",\"version\":\"$LATEST\"}}\n");
        assertThat(text(new PlatformEvent.Reported(
                        AT, v, ID, report(Duration.ofMillis(111)), Status.SUCCESS, null, null)))
                .isEqualTo(
                        "{\"time\":\"2026-01-01T12:00:00.123Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\""
                                + ID
                                + "\",\"metrics\":{\"durationMs\":12.345,\"billedDurationMs\":124,\"memorySizeMB\":128,\"maxMemoryUsedMB\":40,"
                                + "\"initDurationMs\":111.0},\"status\":\"success\"}}\n");
    }

    private static List<String> written(LoggingConfig logging) {
        var events = new ArrayList<LogEvent>();
        var v = version(logging);
        try (var log = new EnvironmentLog(v, events::add, () -> AT)) {
            log.platform(new PlatformEvent.Start(AT, v, ID, null));
            for (var level : LogLevel.values()) log.message(level, level.name());
            log.message(null, "always");
            log.platform(new PlatformEvent.End(AT, v, ID, Status.SUCCESS, null, report(null), 7, null));
            log.platform(new PlatformEvent.Reported(AT, v, ID, report(null), Status.ERROR, null, null));
        }
        return events.stream()
                .map(LogEvent::message)
                .map(line -> line.contains("\"type\"") ? line.replaceAll("(?s).*\"type\":\"([^\"]*)\".*", "$1") : line)
                .toList();
    }

    @Test
    void filtersByLevelInJsonOnly() {
        assertThat(written(new LoggingConfig(LogFormat.JSON, LogLevel.WARN, LogLevel.WARN, null)))
                .containsExactly("WARN", "ERROR", "FATAL", "always", "platform.report");
        assertThat(written(new LoggingConfig(LogFormat.JSON, LogLevel.TRACE, LogLevel.DEBUG, null)))
                .containsExactly(
                        "platform.start",
                        "TRACE",
                        "DEBUG",
                        "INFO",
                        "WARN",
                        "ERROR",
                        "FATAL",
                        "always",
                        "platform.runtimeDone",
                        "platform.report");
        assertThat(written(LoggingConfig.JSON))
                .containsExactly("platform.start", "INFO", "WARN", "ERROR", "FATAL", "always", "platform.report");
        assertThat(written(LoggingConfig.TEXT)).contains("TRACE", "DEBUG", "always");
    }

    @Test
    void splitsRawOutputIntoLinesAndKeepsFramedMessagesWhole() {
        var events = new ArrayList<LogEvent>();
        var v = version(LoggingConfig.TEXT);
        try (var log = new EnvironmentLog(v, events::add, () -> AT)) {
            for (var part : new String[] {"one\ntw", "o\n", "three"}) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                log.raw(bytes, 0, bytes.length);
            }
            log.message(null, "framed\nmessage");
        }

        assertThat(events.stream().map(LogEvent::message))
                .containsExactly("one\n", "two\n", "three", "framed\nmessage");
    }

    @Test
    void cutsTheTailAt4096BytesBetweenCharacters() {
        var tail = new LogTail();
        for (int i = 0; i < 100; i++) tail.add(new TextEvent(AT, "\u2615".repeat(20)));

        assertThat(tail.text().getBytes(StandardCharsets.UTF_8).length).isBetween(4093, 4096);
        assertThat(tail.text()).matches("\u2615+");
    }

    @Test
    void speaksBothTraceLanguages() {
        assertThat(TraceContext.xray(null, ID, 0x5759e988, false, "f"))
                .matches("Root=1-5759e988-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:00000066:1");
        assertThat(TraceContext.xray("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", ID, 0, false, "f"))
                .isEqualTo("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1");
        var own = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        assertThat(TraceContext.xray(own, ID, 0, false, "f")).isEqualTo(own);
        assertThat(TraceContext.xray("Root=1-5759e988-bd862e3fe1be46a994272793", ID, 0, true, "f"))
                .matches("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=1;"
                        + "Lineage=1:00000066:1");
    }

    @Test
    void countsTheFunctionsOfAChain() {
        var first = TraceContext.xray(null, ID, 0, false, "f");
        var second = TraceContext.xray(first, ID, 0, false, "g");
        var third = TraceContext.xray(second, ID, 0, false, "f");

        assertThat(second).endsWith(";Lineage=2:00000066:1|00000067:1");
        assertThat(third).endsWith(";Lineage=3:00000066:2|00000067:1");
        assertThat(Lineage.visits(third, "f")).isEqualTo(2);
        assertThat(Lineage.visits(third, "g")).isEqualTo(1);
        assertThat(Lineage.visits(third, "h")).isZero();
        assertThat(Lineage.visits("Root=1-5759e988-bd862e3fe1be46a994272793", "f"))
                .isZero();
    }

    @Test
    void namesTheTraceWhenTracingIsActive() {
        var trace = TraceContext.xray(null, ID, 0x5759e988, true, "f");
        assertThat(trace).contains(";Sampled=1;");
        var segment = ID.toString().replace("-", "").substring(16);

        assertThat(text(new PlatformEvent.Reported(
                        AT, version(LoggingConfig.TEXT), ID, report(null), Status.SUCCESS, null, trace)))
                .matches("(?s)REPORT .*\t\nXRAY TraceId: 1-5759e988-[0-9a-f]{24}\tSegmentId: " + segment
                        + "\tSampled: true\t\n");
        assertThat(text(new PlatformEvent.Reported(
                        AT, version(LoggingConfig.JSON), ID, report(null), Status.SUCCESS, null, trace)))
                .endsWith("\"status\":\"success\",\"tracing\":{\"spanId\":\"" + segment
                        + "\",\"type\":\"X-Amzn-Trace-Id\",\"value\":\"" + trace + "\"}}}\n");
    }

    @Test
    void saysHowManyBytesWereProducedAndThatInitialisationIsDone() {
        var v = version(LoggingConfig.JSON);

        assertThat(text(new PlatformEvent.End(AT, v, ID, Status.SUCCESS, null, report(null), 7, null)))
                .endsWith("\"status\":\"success\",\"metrics\":{\"durationMs\":12.345,\"producedBytes\":7}}}\n");
        var done = new PlatformEvent.InitDone(AT, v, "on-demand", "init", Status.SUCCESS, null);
        assertThat(text(done))
                .endsWith("\"type\":\"platform.initRuntimeDone\",\"record\":{\"initializationType\":\"on-demand\","
                        + "\"phase\":\"init\",\"status\":\"success\"}}\n");
        assertThat(done.level()).isEqualTo(LogLevel.DEBUG);
        assertThat(done.shownIn(LogFormat.TEXT)).isFalse();
    }

    @Test
    void filtersPrintedLinesByTheLevelTheyName() {
        var events = new ArrayList<LogEvent>();
        var v = version(new LoggingConfig(LogFormat.JSON, LogLevel.WARN, LogLevel.WARN, null));
        try (var log = new EnvironmentLog(v, events::add, () -> AT)) {
            for (var line : new String[] {
                "plain",
                "{\"level\":\"DEBUG\"}",
                "{\"level\":\"warn\"}",
                "{\"deep\":{\"level\":\"ERROR\"}}",
                "{\"a\":[1,2],\"level\":\"ERROR\"}",
                "{\"level\":\"LOUD\"}",
                "{\"level\":"
            }) {
                var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                log.raw(bytes, 0, bytes.length);
            }
        }

        assertThat(events.stream().map(LogEvent::message))
                .containsExactly("{\"level\":\"warn\"}\n", "{\"a\":[1,2],\"level\":\"ERROR\"}\n");
    }
}
