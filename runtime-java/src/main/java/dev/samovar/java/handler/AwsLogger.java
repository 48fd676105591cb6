package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.samovar.api.LogFormat;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// AWS's logger of one environment, in text and JSON.
///
/// A message in bytes was written by a logging library, in a format of its own, and is left as it is.
///
/// Source: AWS Lambda developer guide, "Log and monitor Java Lambda functions".
public final class AwsLogger implements LambdaLogger {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Sandbox sandbox;
    /// Writes lines of JSON; null for lines of text.
    private final @Nullable Codec writer;

    private volatile @Nullable Served serving;

    /// What JSON lines tell of an invocation.
    private record Served(UUID requestId, Optional<String> tenantId) {}

    public AwsLogger(Sandbox sandbox, Codecs codecs) {
        this.sandbox = sandbox;
        var isJson = sandbox.version().spec().logging().format() == LogFormat.JSON;
        this.writer = isJson ? codecs.codecFor(LinkedHashMap.class) : null;
    }

    /// The invocation that JSON lines name from here on.
    public void serving(RuntimeInvocation invocation) {
        if (isJson()) serving = new Served(invocation.requestId(), invocation.tenantId());
    }

    /// Whether lines are JSON.
    public boolean isJson() {
        return writer != null;
    }

    @Override
    public void log(String message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(byte[] message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(byte @Nullable [] message, LogLevel level) {
        var ours = ours(level);
        if (!keeps(ours)) return;
        sandbox.log().message(ours, message == null ? "null" : new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void log(@Nullable String text, LogLevel level) {
        var ours = ours(level);
        if (!keeps(ours)) return;
        var message = String.valueOf(text);
        sandbox.log().message(ours, writer == null ? textLine(message, level) : jsonLine(writer, message, level));
    }

    private static dev.samovar.api.@Nullable LogLevel ours(LogLevel level) {
        return level == LogLevel.UNDEFINED ? null : dev.samovar.api.LogLevel.valueOf(level.name());
    }

    private boolean keeps(dev.samovar.api.@Nullable LogLevel level) {
        return level == null || sandbox.log().keeps(level);
    }

    private static String textLine(String message, LogLevel level) {
        return level == LogLevel.UNDEFINED ? message : "[" + level + "] " + message;
    }

    private String jsonLine(Codec codec, String message, LogLevel level) {
        var members = new LinkedHashMap<String, Object>();
        members.put("timestamp", TIME.format(Instant.now()));
        members.put("message", Utf8.sayable(message));
        members.put("level", level.name());
        var served = serving;
        if (served != null) {
            members.put("AWSRequestId", served.requestId().toString());
            served.tenantId().ifPresent(tenant -> members.put("tenantId", Utf8.sayable(tenant)));
        }
        return new String(codec.write(members), StandardCharsets.UTF_8) + "\n";
    }
}
