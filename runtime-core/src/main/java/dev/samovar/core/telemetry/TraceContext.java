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
    private static final String ROOT = "Root=";

    private TraceContext() {}

    /// The X-Ray header of an invocation: the caller's own, the caller's `traceparent` in X-Ray's form, or
    /// a new trace. One that only names its root is the first of its trace, and is completed.
    ///
    /// @param given what the caller sent, or null
    /// @param id the request id, from which a new trace takes its random part
    /// @param epochSeconds when the invocation began
    /// @param sampled whether a new trace is recorded
    /// @param function the ARN of the function, for its [Lineage]
    public static String xray(@Nullable String given, UUID id, long epochSeconds, boolean sampled, String function) {
        if (given == null) return begun(root(id, epochSeconds), id, sampled, function);
        if (given.startsWith(ROOT) && given.indexOf(';') < 0) return begun(given, id, sampled, function);
        var parent = TRACEPARENT.matcher(given);
        if (!parent.matches()) return Lineage.counted(given, function);
        int flag = Integer.parseInt(parent.group(4), 16) & 1;
        return "Root=1-" + parent.group(1) + "-" + parent.group(2) + ";Parent=" + parent.group(3) + ";Sampled=" + flag;
    }

    private static String begun(String root, UUID id, boolean sampled, String function) {
        return root + ";Parent=" + segmentOf(id) + (sampled ? ";Sampled=1;" : ";Sampled=0;") + Lineage.begun(function);
    }

    private static String root(UUID id, long epochSeconds) {
        return ROOT + "1-" + hex8(epochSeconds) + "-"
                + id.toString().replace("-", "").substring(0, 24);
    }

    /// The segment of an invocation.
    static String segmentOf(UUID id) {
        return id.toString().replace("-", "").substring(16);
    }

    /// The trace of a header.
    static String rootOf(String header) {
        return part(header, ROOT);
    }

    /// Whether a header's trace is recorded.
    static boolean isSampled(String header) {
        return part(header, "Sampled=").equals("1");
    }

    private static String part(String header, String name) {
        for (var part : header.split(";", -1)) if (part.startsWith(name)) return part.substring(name.length());
        return "";
    }

    private static String hex8(long value) {
        var digits = Long.toHexString(value & 0xFFFFFFFFL);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
