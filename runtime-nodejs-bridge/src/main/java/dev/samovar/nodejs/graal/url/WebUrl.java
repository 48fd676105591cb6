package dev.samovar.nodejs.graal.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A URL record of the URL Standard, section 4.1, and how it is written.
public final class WebUrl {
    static final Map<String, Integer> DEFAULT_PORTS =
            Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21, "file", -1);

    /// How the engine's library numbers the special schemes.
    private static final Map<String, Integer> TYPES =
            Map.of("http", 0, "https", 2, "ws", 3, "ftp", 4, "wss", 5, "file", 6);

    String scheme = "";
    String username = "";
    String password = "";

    @Nullable
    String host;

    int port = -1;

    @Nullable
    String opaquePath;

    List<String> path = new ArrayList<>();

    @Nullable
    String query;

    @Nullable
    String fragment;

    WebUrl() {}

    /// Parses a URL, absolute or relative to a base; null if it is none.
    public static @Nullable WebUrl parse(String input, @Nullable WebUrl base) {
        return new UrlParser(base).parse(input);
    }

    boolean isSpecial() {
        return DEFAULT_PORTS.containsKey(scheme);
    }

    boolean hasCredentials() {
        return !username.isEmpty() || !password.isEmpty();
    }

    boolean cannotHaveCredentials() {
        return host == null || host.isEmpty() || scheme.equals("file");
    }

    WebUrl copy() {
        var copy = new WebUrl();
        copy.scheme = scheme;
        copy.username = username;
        copy.password = password;
        copy.host = host;
        copy.port = port;
        copy.opaquePath = opaquePath;
        copy.path = new ArrayList<>(path);
        copy.query = query;
        copy.fragment = fragment;
        return copy;
    }

    String pathname() {
        return opaquePath != null ? opaquePath : path.isEmpty() ? "" : "/" + String.join("/", path);
    }

    /// A URL as text, and where its parts are in it, as the library wants them: end of scheme, end of user
    /// name, start and end of host, port, start of path, of query, of fragment (-1 for what is not there),
    /// and the kind of scheme.
    public record Written(String href, List<Integer> parts) {}

    /// The URL as text.
    public Written written() {
        var out = new StringBuilder(scheme).append(':');
        int protocolEnd = out.length();
        int usernameEnd = protocolEnd;
        int hostStart = protocolEnd;
        int hostEnd = protocolEnd;
        if (host != null) {
            out.append("//");
            usernameEnd = out.append(username).length();
            if (!password.isEmpty()) out.append(':').append(password);
            hostStart = out.length();
            if (hasCredentials()) out.append('@');
            hostEnd = out.append(host).length();
            if (port >= 0) out.append(':').append(port);
        } else if (opaquePath == null && path.size() > 1 && path.getFirst().isEmpty()) {
            out.append("/.");
        }
        int pathStart = out.length();
        out.append(pathname());
        int searchStart = query == null ? -1 : out.length();
        if (query != null) out.append('?').append(query);
        int hashStart = fragment == null ? -1 : out.length();
        if (fragment != null) out.append('#').append(fragment);
        return new Written(
                out.toString(),
                List.of(
                        protocolEnd,
                        usernameEnd,
                        hostStart,
                        hostEnd,
                        port,
                        pathStart,
                        searchStart,
                        hashStart,
                        TYPES.getOrDefault(scheme, 1)));
    }

    /// The URL without what is not asked for, its host in Unicode if asked.
    public String formatted(boolean hash, boolean unicode, boolean search, boolean credentials) {
        var copy = copy();
        if (!hash) copy.fragment = null;
        if (!search) copy.query = null;
        if (!credentials) copy.username = copy.password = "";
        if (unicode && copy.host != null) copy.host = Host.toUnicode(copy.host);
        return copy.written().href();
    }

    /// A domain in ASCII; empty if it is none.
    public static String toAscii(String domain) {
        var host = Host.parse(domain, true);
        return host == null ? "" : host;
    }

    /// A domain in Unicode; empty if it is none.
    public static String toUnicode(String domain) {
        var host = Host.parse(domain, true);
        return host == null ? "" : Host.toUnicode(host);
    }
}
