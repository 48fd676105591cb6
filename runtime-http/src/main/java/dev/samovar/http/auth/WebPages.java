package dev.samovar.http.auth;

import dev.samovar.api.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what a web page sends: it could otherwise reach a server on its reader's own machine, which asks
/// nobody for credentials. One that does is known by many names.
public final class WebPages {
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final boolean anyHost;

    /// The headers of a request.
    @FunctionalInterface
    public interface Headers {
        /// The first value of one, by its name in whatever case, or null.
        @Nullable
        String first(String name);
    }

    /// @param host the address that the server is bound to
    /// @param anyHost whether it may be known by other names
    public WebPages(String host, boolean anyHost) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.anyHost = anyHost;
    }

    /// Why a request is refused, or null if it is not.
    public @Nullable Refusal refusalOf(Headers headers) {
        var site = headers.first("Sec-Fetch-Site");
        if (headers.first("Origin") != null || (site != null && !OWN_SITE.contains(site)))
            return denied("Web pages may not use this endpoint.");
        if (anyHost) return null;
        var asked = headers.first("Host");
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
