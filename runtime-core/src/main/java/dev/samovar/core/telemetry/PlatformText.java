package dev.samovar.core.telemetry;

import dev.samovar.core.telemetry.PlatformEvent.End;
import dev.samovar.core.telemetry.PlatformEvent.InitDone;
import dev.samovar.core.telemetry.PlatformEvent.InitReport;
import dev.samovar.core.telemetry.PlatformEvent.InitStart;
import dev.samovar.core.telemetry.PlatformEvent.Reported;
import dev.samovar.core.telemetry.PlatformEvent.RuntimeError;
import dev.samovar.core.telemetry.PlatformEvent.Start;
import dev.samovar.core.telemetry.PlatformEvent.Status;
import java.time.Duration;
import java.util.Locale;

/// The platform's lines in text format, to the byte.
final class PlatformText {
    private PlatformText() {}

    static String line(PlatformEvent event) {
        return switch (event) {
            case InitStart init ->
                "INIT_START Runtime Version: " + init.version().runtimeVersion() + "\tRuntime Version ARN: "
                        + init.version().runtimeVersionArn() + "\n";
            case InitReport init ->
                "INIT_REPORT Init Duration: " + millis(init.took()) + " ms\tPhase: " + init.phase()
                        + (init.status() == Status.SUCCESS ? "" : "\tStatus: " + word(init.status()))
                        + (init.errorType() == null ? "" : "\tError Type: " + init.errorType()) + "\n";
            case InitDone _ -> "";
            case Start start ->
                "START RequestId: " + start.requestId() + " Version: "
                        + start.version().version() + "\n";
            case RuntimeError error ->
                "RequestId: " + error.requestId() + " Error: " + error.errorMessage() + "\n" + error.errorType() + "\n";
            case End end -> "END RequestId: " + end.requestId() + "\n";
            case Reported reported -> report(reported);
        };
    }

    private static String report(Reported reported) {
        var report = reported.report();
        var line = new StringBuilder("REPORT RequestId: ")
                .append(reported.requestId())
                .append("\tDuration: ")
                .append(millis(report.duration()))
                .append(" ms\tBilled Duration: ")
                .append(report.billedMillis())
                .append(" ms\tMemory Size: ")
                .append(report.memoryMb())
                .append(" MB\tMax Memory Used: ")
                .append(report.maxMemoryMb())
                .append(" MB\t");
        if (report.init() != null)
            line.append("Init Duration: ").append(millis(report.init())).append(" ms\t");
        if (reported.status() == Status.TIMEOUT) line.append("Status: timeout\t");
        if (reported.status() == Status.ERROR) {
            line.append("Status: error\t");
            if (reported.errorType() != null)
                line.append("Error Type: ").append(reported.errorType()).append('\t');
        }
        line.append('\n');
        if (reported.trace() != null)
            line.append("XRAY TraceId: ")
                    .append(TraceContext.rootOf(reported.trace()))
                    .append("\tSegmentId: ")
                    .append(TraceContext.segmentOf(reported.requestId()))
                    .append("\tSampled: ")
                    .append(TraceContext.isSampled(reported.trace()))
                    .append("\t\n");
        return line.toString();
    }

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /// Milliseconds with two decimals.
    static String millis(Duration duration) {
        long hundredths = Math.round(duration.toNanos() / 10_000.0);
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
