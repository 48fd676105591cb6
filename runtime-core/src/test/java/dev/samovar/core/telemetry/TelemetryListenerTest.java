package dev.samovar.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Report;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import dev.samovar.spi.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a listener at an environment's log is told.
final class TelemetryListenerTest {
    private static final UUID ID = UUID.fromString("8286a188-ba32-4475-8077-530cd35c09a9");

    private final List<String> told = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    private EnvironmentLog log(FunctionVersion version) {
        return new EnvironmentLog(version, (LogEvent event) -> kept.add(event.message()), () -> 7);
    }

    private void listen(EnvironmentLog log) {
        log.tell((type, at, record) -> told.add(at + " " + type + " " + record));
    }

    private static void write(EnvironmentLog log, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        log.raw(bytes, 0, bytes.length);
    }

    @Test
    void hearsWhatTheFunctionAndItsExtensionsWrite() {
        var log = log(PlatformLinesTest.version(LoggingConfig.TEXT));
        listen(log);

        write(log, "one \"tea\"\n{}\n");
        log.message(LogLevel.INFO, "two\nlines\n");
        log.extension("three\n");

        assertThat(told)
                .containsExactly(
                        "7 function \"one \\\"tea\\\"\"",
                        "7 function \"{}\"",
                        "7 function \"two\\nlines\"",
                        "7 extension \"three\"");
        assertThat(kept).hasSize(4);
    }

    @Test
    void hearsNothingOfWhatThePlatformSaysAside() {
        var log = log(PlatformLinesTest.version(LoggingConfig.TEXT));
        listen(log);

        write(log, "tea");
        log.aside("EXTENSION\n");

        assertThat(told).containsExactly("7 function \"tea\"");
        assertThat(kept).containsExactly("tea", "EXTENSION\n");
    }

    @Test
    void hearsObjectsOfALogInJsonAndWhatItDoesNotKeep() {
        var log = log(PlatformLinesTest.version(LoggingConfig.JSON));
        listen(log);

        write(log, "{\"level\":\"DEBUG\",\"cup\":1}\n{not JSON\n");

        assertThat(told).containsExactly("7 function {\"level\":\"DEBUG\",\"cup\":1}", "7 function \"{not JSON\"");
        assertThat(kept).containsExactly("{not JSON\n");
    }

    @Test
    void hearsThePlatformWhateverTheLogShows() {
        var version = PlatformLinesTest.version(LoggingConfig.TEXT);
        var log = log(version);
        listen(log);

        log.platform(new PlatformEvent.InitDone(9, version, "on-demand", "init", Status.SUCCESS, null));

        assertThat(told)
                .containsExactly("9 platform.initRuntimeDone "
                        + "{\"initializationType\":\"on-demand\",\"phase\":\"init\",\"status\":\"success\"}");
        assertThat(kept).isEmpty();
    }

    @Test
    void hearsWhereAnInvocationComesFromAndWhatFailed() {
        var version = PlatformLinesTest.version(LoggingConfig.JSON);
        var log = log(version);
        listen(log);
        var origin = new PlatformEvent.Origin("Root=1-2-3", "tea");
        var report = new Report(Duration.ofMillis(1), null, 128, 40, "", 0);

        log.platform(new PlatformEvent.InitDone(9, version, "on-demand", "init", Status.ERROR, "Runtime.ExitError"));
        log.platform(new PlatformEvent.Start(9, version, ID, origin));
        log.platform(new PlatformEvent.End(9, version, ID, Status.ERROR, "Runtime.ExitError", report, 7, origin));

        var from = "\"tenantId\":\"tea\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1-2-3\"}";
        assertThat(told)
                .containsExactly(
                        "9 platform.initRuntimeDone {\"initializationType\":\"on-demand\",\"phase\":\"init\","
                                + "\"status\":\"error\",\"errorType\":\"Runtime.ExitError\"}",
                        "9 platform.start {\"requestId\":\"" + ID + "\",\"version\":\"$LATEST\"," + from + "}",
                        "9 platform.runtimeDone {\"requestId\":\"" + ID + "\",\"status\":\"error\","
                                + "\"errorType\":\"Runtime.ExitError\"," + from
                                + ",\"metrics\":{\"durationMs\":1.0,\"producedBytes\":7}}");
        assertThat(kept).hasSize(3).noneMatch(it -> it.contains("tracing"));
    }

    @Test
    void hearsOfTheInitialisationThatItCameIn() {
        var version = PlatformLinesTest.version(LoggingConfig.TEXT);
        var log = log(version);
        log.platform(new PlatformEvent.InitStart(9, version, "on-demand", "init"));

        listen(log);

        assertThat(told).singleElement().asString().startsWith("9 platform.initStart {");
    }

    @Test
    void hearsNothingOnceAnotherDoes() {
        var log = log(PlatformLinesTest.version(LoggingConfig.TEXT));
        listen(log);
        log.tell(null);

        write(log, "tea\n");

        assertThat(told).isEmpty();
    }
}
