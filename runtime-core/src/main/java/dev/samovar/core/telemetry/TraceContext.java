package dev.samovar.core.telemetry;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The trace an invocation belongs to, as an X-Ray header.
///
/// Sources: AWS X-Ray developer guide, "Tracing header"; W3C Trace Context, `traceparent`.
public final class TraceContext {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-([0-9a-f]{8})([0-9a-f]{24})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceContext() {}

    /// The X-Ray header of an invocation: the caller's own, the caller's `traceparent` in X-Ray's form, or a
    /// new trace.
    ///
    /// @param given what the caller sent, or null
    /// @param id the request id, from which a new trace takes its random part
    /// @param epochSeconds when the invocation began
    public static String xray(@Nullable String given, UUID id, long epochSeconds) {
        if (given == null) return begun(id, epochSeconds);
        var parent = TRACEPARENT.matcher(given);
        if (!parent.matches()) return given;
        int sampled = Integer.parseInt(parent.group(4), 16) & 1;
        return "Root=1-" + parent.group(1) + "-" + parent.group(2) + ";Parent=" + parent.group(3) + ";Sampled="
                + sampled;
    }

    private static String begun(UUID id, long epochSeconds) {
        var random = id.toString().replace("-", "");
        return "Root=1-" + hex8(epochSeconds) + "-" + random.substring(0, 24) + ";Parent=" + random.substring(16)
                + ";Sampled=0";
    }

    private static String hex8(long value) {
        var digits = Long.toHexString(value & 0xFFFFFFFFL);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
