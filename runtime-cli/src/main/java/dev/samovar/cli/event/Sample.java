package dev.samovar.cli.event;

import dev.samovar.api.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// What a sample event is made of.
///
/// @param account where the source is
/// @param time when it happened
/// @param ids ids that nobody had before
/// @param values what is given by [EventKind#options], for those that have one value
/// @param headers headers of a request
/// @param query the query of a request
public record Sample(
        Account account,
        Instant time,
        Supplier<UUID> ids,
        Map<String, String> values,
        Map<String, String> headers,
        Map<String, String> query) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter REQUEST =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    String value(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    String arn(String service, String resource) {
        return "arn:" + account.partition() + ":" + service + ":" + account.region() + ":" + account.id() + ":"
                + resource;
    }

    String region() {
        return account.region();
    }

    String id() {
        return ids.get().toString();
    }

    /// Hexadecimal digits that nobody had before.
    String hex(int digits) {
        var hex = new StringBuilder();
        while (hex.length() < digits) hex.append(id().replace("-", ""));
        return hex.substring(0, digits);
    }

    String millis() {
        return Long.toString(time.toEpochMilli());
    }

    /// Such as `2026-01-02T03:04:05.678Z`.
    String isoTime() {
        return MILLIS.format(time);
    }

    /// Such as `02/Jan/2026:03:04:05 +0000`.
    String requestTime() {
        return REQUEST.format(time);
    }

    static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
