package dev.samovar.http;

import dev.samovar.api.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what a web page sends: it could otherwise reach an endpoint on its reader's own machine, which asks nobody
/// for credentials. One that does is known by many names.
final class CallerCheck {
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final boolean anyHost;

    /// @param host the address that the endpoint is bound to
    /// @param anyHost whether it may be known by other names
    CallerCheck(String host, boolean anyHost) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.anyHost = anyHost;
    }

    /// Why the request is refused, or null if it is not.
    @Nullable
    Refusal refusalOf(HttpHeaders headers) {
        var site = headers.get("Sec-Fetch-Site");
        if (headers.contains(HttpHeaderNames.ORIGIN) || (site != null && !OWN_SITE.contains(site)))
            return denied("Web pages may not use this endpoint.");
        var asked = headers.get(HttpHeaderNames.HOST);
        if (anyHost) return null;
        return asked == null || !isOwn(withoutPort(asked.toLowerCase(Locale.ROOT)))
                ? denied("The request is for another host.")
                : null;
    }

    private boolean isOwn(String name) {
        return LOOPBACK.contains(name) || name.equals(host) || name.endsWith(".localhost");
    }

    private static String withoutPort(String host) {
        var colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static Refusal denied(String message) {
        return Refusal.of(403, "AccessDeniedException", message);
    }
}
