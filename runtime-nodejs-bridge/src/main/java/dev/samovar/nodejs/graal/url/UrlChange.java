package dev.samovar.nodejs.graal.url;

import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The setters of the URL class, section 6.1 of the URL Standard, in the order of the library's numbers for
/// them.
public enum UrlChange {
    PROTOCOL {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            int end = UrlParser.schemeEnd(value + ":");
            if (end <= 0) return url;
            var scheme = value.substring(0, Math.min(end, value.length())).toLowerCase(Locale.ROOT);
            boolean special = WebUrl.DEFAULT_PORTS.containsKey(scheme);
            if (special != url.isSpecial()) return url;
            if (scheme.equals("file") && (url.hasCredentials() || url.port >= 0)) return url;
            if (url.scheme.equals("file") && (url.host == null || url.host.isEmpty())) return url;
            url.scheme = scheme;
            if (WebUrl.DEFAULT_PORTS.getOrDefault(scheme, -1) == url.port) url.port = -1;
            return url;
        }
    },
    HOST {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            return host(url, value, true);
        }
    },
    HOSTNAME {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            return host(url, value, false);
        }
    },
    PORT {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            if (url.cannotHaveCredentials()) return url;
            if (value.isEmpty()) {
                url.port = -1;
                return url;
            }
            setPort(url, value);
            return url;
        }
    },
    USERNAME {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            if (!url.cannotHaveCredentials()) url.username = PercentCoding.USER_INFO.encode(value);
            return url;
        }
    },
    PASSWORD {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            if (!url.cannotHaveCredentials()) url.password = PercentCoding.USER_INFO.encode(value);
            return url;
        }
    },
    PATHNAME {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            if (url.opaquePath != null) return url;
            var text =
                    UrlParser.withoutTabsAndNewlines(value).replace("?", "%3F").replace("#", "%23");
            boolean slash = text.startsWith("/") || (url.isSpecial() && text.startsWith("\\"));
            var bare = url.copy();
            bare.path = new ArrayList<>();
            bare.query = bare.fragment = null;
            var parsed = WebUrl.parse((slash ? "" : "/") + text, bare);
            if (parsed != null) url.path = text.isEmpty() && !url.isSpecial() ? new ArrayList<>() : parsed.path;
            return url;
        }
    },
    SEARCH {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            var text = value.startsWith("?") ? value.substring(1) : value;
            var set = url.isSpecial() ? PercentCoding.SPECIAL_QUERY : PercentCoding.QUERY;
            url.query = value.isEmpty() ? null : set.encode(UrlParser.withoutTabsAndNewlines(text));
            return url;
        }
    },
    HASH {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            var text = value.startsWith("#") ? value.substring(1) : value;
            url.fragment =
                    value.isEmpty() ? null : PercentCoding.FRAGMENT.encode(UrlParser.withoutTabsAndNewlines(text));
            return url;
        }
    },
    HREF {
        @Override
        @Nullable
        WebUrl apply(WebUrl url, String value) {
            return WebUrl.parse(value, null);
        }
    };

    /// The URL with a part changed; as it was where the value does not fit, and null where that is an error.
    public @Nullable WebUrl changed(WebUrl url, String value) {
        return apply(url.copy(), value);
    }

    abstract @Nullable WebUrl apply(WebUrl url, String value);

    private static WebUrl host(WebUrl url, String value, boolean withPort) {
        if (url.opaquePath != null) return url;
        var text = UrlParser.withoutTabsAndNewlines(value);
        int end = 0;
        while (end < text.length()
                && "/?#".indexOf(text.charAt(end)) < 0
                && !(url.isSpecial() && text.charAt(end) == '\\')) end++;
        text = text.substring(0, end);
        int colon = UrlParser.portColon(text);
        if (colon >= 0 && !withPort) return url;
        var name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()
                && ((url.isSpecial() && !url.scheme.equals("file")) || url.hasCredentials() || url.port >= 0))
            return url;
        var host = name.isEmpty() ? "" : Host.parse(name, url.isSpecial());
        if (host == null) return url;
        url.host = url.scheme.equals("file") && host.equals("localhost") ? "" : host;
        if (colon >= 0) setPort(url, text.substring(colon + 1));
        return url;
    }

    private static void setPort(WebUrl url, String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') end++;
        var digits = value.substring(0, end).replaceFirst("^0+(?=.)", "");
        if (digits.isEmpty() || digits.length() > 5 || Integer.parseInt(digits) > 65535) return;
        int port = Integer.parseInt(digits);
        url.port = WebUrl.DEFAULT_PORTS.getOrDefault(url.scheme, -1) == port ? -1 : port;
    }
}
