package dev.samovar.core.telemetry;

import dev.samovar.api.Report;
import dev.samovar.core.telemetry.PlatformEvent.End;
import dev.samovar.core.telemetry.PlatformEvent.InitDone;
import dev.samovar.core.telemetry.PlatformEvent.InitReport;
import dev.samovar.core.telemetry.PlatformEvent.InitStart;
import dev.samovar.core.telemetry.PlatformEvent.Reported;
import dev.samovar.core.telemetry.PlatformEvent.RuntimeError;
import dev.samovar.core.telemetry.PlatformEvent.Start;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The platform's lines in JSON format, one object a line.
final class PlatformJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON = new JsonFactory();

    /// The kind of a trace.
    private static final String TRACE = "X-Amzn-Trace-Id";

    private PlatformJson() {}

    static String line(PlatformEvent event) {
        var text = new StringWriter(256);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("time", TIME.format(Instant.ofEpochMilli(event.timestampMillis())));
            out.writeStringProperty("type", type(event));
            out.writeName("record");
            out.writeStartObject();
            record(event, false, out);
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /// The record of an event alone, as a listener is told it.
    static String record(PlatformEvent event) {
        var text = new StringWriter(192);
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            record(event, true, out);
            out.writeEndObject();
        }
        return text.toString();
    }

    static String type(PlatformEvent event) {
        return switch (event) {
            case InitStart _ -> "platform.initStart";
            case InitDone _ -> "platform.initRuntimeDone";
            case InitReport _ -> "platform.initReport";
            case Start _ -> "platform.start";
            case RuntimeError _ -> "platform.error";
            case End _ -> "platform.runtimeDone";
            case Reported _ -> "platform.report";
        };
    }

    private static void record(PlatformEvent event, boolean told, JsonGenerator out) {
        switch (event) {
            case InitStart init -> {
                out.writeStringProperty("initializationType", init.initializationType());
                out.writeStringProperty("phase", init.phase());
                out.writeStringProperty("runtimeVersion", init.version().runtimeVersion());
                out.writeStringProperty("runtimeVersionArn", init.version().runtimeVersionArn());
                out.writeStringProperty("functionName", init.version().name().value());
                out.writeStringProperty(
                        "functionVersion", init.version().version().toString());
            }
            case InitDone init -> {
                out.writeStringProperty("initializationType", init.initializationType());
                out.writeStringProperty("phase", init.phase());
                status(out, init.status(), init.errorType());
            }
            case InitReport init -> {
                out.writeStringProperty("initializationType", init.initializationType());
                out.writeStringProperty("phase", init.phase());
                status(out, init.status(), init.errorType());
                out.writeName("metrics");
                out.writeStartObject();
                number(out, "durationMs", init.took().toNanos());
                out.writeEndObject();
            }
            case Start start -> {
                out.writeStringProperty("requestId", start.requestId().toString());
                out.writeStringProperty("version", start.version().version().toString());
                if (told && start.origin() != null) origin(out, start.origin());
            }
            case RuntimeError error -> {
                out.writeStringProperty("requestId", error.requestId().toString());
                out.writeStringProperty("errorType", error.errorType());
            }
            case End end -> {
                out.writeStringProperty("requestId", end.requestId().toString());
                status(out, end.status(), end.errorType());
                if (told && end.origin() != null) origin(out, end.origin());
                out.writeName("metrics");
                out.writeStartObject();
                number(out, "durationMs", end.report().duration().toNanos());
                out.writeNumberProperty("producedBytes", end.producedBytes());
                out.writeEndObject();
            }
            case Reported reported -> {
                out.writeStringProperty("requestId", reported.requestId().toString());
                metrics(out, reported.report());
                status(out, reported.status(), reported.errorType());
                if (reported.trace() != null) tracing(out, reported.trace(), reported.requestId());
            }
        }
    }

    private static void metrics(JsonGenerator out, Report report) {
        out.writeName("metrics");
        out.writeStartObject();
        number(out, "durationMs", report.duration().toNanos());
        out.writeNumberProperty("billedDurationMs", report.billedMillis());
        out.writeNumberProperty("memorySizeMB", report.memoryMb());
        out.writeNumberProperty("maxMemoryUsedMB", report.maxMemoryMb());
        if (report.init() != null) number(out, "initDurationMs", report.init().toNanos());
        out.writeEndObject();
    }

    private static void status(JsonGenerator out, PlatformEvent.Status status, @Nullable String errorType) {
        out.writeStringProperty("status", PlatformText.word(status));
        if (errorType != null) out.writeStringProperty("errorType", errorType);
    }

    private static void origin(JsonGenerator out, PlatformEvent.Origin origin) {
        if (origin.tenantId() != null) out.writeStringProperty("tenantId", origin.tenantId());
        out.writeName("tracing");
        out.writeStartObject();
        out.writeStringProperty("type", TRACE);
        out.writeStringProperty("value", origin.trace());
        out.writeEndObject();
    }

    private static void tracing(JsonGenerator out, String trace, UUID requestId) {
        out.writeName("tracing");
        out.writeStartObject();
        out.writeStringProperty("spanId", TraceContext.segmentOf(requestId));
        out.writeStringProperty("type", TRACE);
        out.writeStringProperty("value", trace);
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, long nanos) {
        out.writeNumberProperty(name, Math.round(nanos / 1_000.0) / 1_000.0);
    }
}
