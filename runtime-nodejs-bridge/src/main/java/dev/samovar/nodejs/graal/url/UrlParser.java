package dev.samovar.nodejs.graal.url;

import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The basic URL parser of the URL Standard, section 4.4, without a state override: setters parse their part by
/// [UrlChange].
final class UrlParser {
    private final @Nullable WebUrl base;
    private WebUrl url = new WebUrl();
    private String input = "";
    private int at;

    UrlParser(@Nullable WebUrl base) {
        this.base = base;
    }

    @Nullable
    WebUrl parse(String text) {
        input = withoutTabsAndNewlines(trimmed(text));
        int colon = schemeEnd(input);
        if (colon > 0) {
            url.scheme = input.substring(0, colon).toLowerCase(Locale.ROOT);
            at = colon + 1;
            return afterScheme() ? url : null;
        }
        return noScheme() ? url : null;
    }

    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') from++;
        while (to > from && text.charAt(to - 1) <= ' ') to--;
        return text.substring(from, to);
    }

    static String withoutTabsAndNewlines(String text) {
        return text.replaceAll("[\t\n\r]", "");
    }

    /// Where the colon after a scheme is, or -1.
    static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (c == ':') return i == 0 ? -1 : i;
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return -1;
        }
        return -1;
    }

    private boolean afterScheme() {
        if (url.scheme.equals("file")) return file();
        if (url.isSpecial()) {
            if (base != null && base.scheme.equals(url.scheme) && !rest().startsWith("//")) return relative();
            while (at < input.length() && (input.charAt(at) == '/' || input.charAt(at) == '\\')) at++;
            return authority();
        }
        if (rest().startsWith("//")) {
            at += 2;
            return authority();
        }
        if (rest().startsWith("/")) return pathStart();
        url.opaquePath = "";
        opaquePath();
        return true;
    }

    private boolean noScheme() {
        if (base == null) return false;
        if (base.opaquePath != null) {
            if (!input.startsWith("#")) return false;
            url = base.copy();
            url.fragment = null;
            queryAndFragment();
            return true;
        }
        url.scheme = base.scheme;
        return base.scheme.equals("file") ? file() : relative();
    }

    private boolean relative() {
        var from = required(base);
        var rest = rest();
        if (rest.startsWith("//")
                || (url.isSpecial() && rest.length() > 1 && isSlash(rest.charAt(0)) && isSlash(rest.charAt(1)))) {
            at += 2;
            if (url.isSpecial()) while (at < input.length() && isSlash(input.charAt(at))) at++;
            return authority();
        }
        url.username = from.username;
        url.password = from.password;
        url.host = from.host;
        url.port = from.port;
        if (!rest.isEmpty() && isSlash(rest.charAt(0))) return pathStart();
        url.path = new ArrayList<>(from.path);
        url.query = from.query;
        if (rest.isEmpty()) return true;
        if (rest.charAt(0) == '?' || rest.charAt(0) == '#') {
            if (rest.charAt(0) == '?') url.query = null;
            queryAndFragment();
            return true;
        }
        url.query = null;
        shorten();
        path();
        queryAndFragment();
        return true;
    }

    private boolean file() {
        url.host = "";
        var rest = rest();
        boolean first = !rest.isEmpty() && isSlash(rest.charAt(0));
        if (first && rest.length() > 1 && isSlash(rest.charAt(1))) {
            at += 2;
            return fileHost();
        }
        boolean fromFile = base != null && base.scheme.equals("file");
        if (first) {
            if (fromFile) {
                var from = required(base);
                url.host = from.host;
                if (!startsWithDriveLetter(rest.substring(1))
                        && !from.path.isEmpty()
                        && isNormalDrive(from.path.getFirst())) url.path.add(from.path.getFirst());
            }
            return pathStart();
        }
        if (!fromFile) {
            path();
            queryAndFragment();
            return true;
        }
        var from = required(base);
        url.host = from.host;
        url.path = new ArrayList<>(from.path);
        url.query = from.query;
        if (rest.isEmpty()) return true;
        if (rest.charAt(0) == '?' || rest.charAt(0) == '#') {
            if (rest.charAt(0) == '?') url.query = null;
            queryAndFragment();
            return true;
        }
        url.query = null;
        if (startsWithDriveLetter(rest)) url.path.clear();
        else shorten();
        path();
        queryAndFragment();
        return true;
    }

    private boolean fileHost() {
        int end = at;
        while (end < input.length() && "/\\?#".indexOf(input.charAt(end)) < 0) end++;
        var text = input.substring(at, end);
        if (text.length() == 2 && isDrive(text)) return pathStart();
        at = end;
        if (!text.isEmpty()) {
            var host = Host.parse(text, true);
            if (host == null) return false;
            url.host = host.equals("localhost") ? "" : host;
        }
        return pathStart();
    }

    private boolean authority() {
        int end = at;
        while (end < input.length()
                && "/?#".indexOf(input.charAt(end)) < 0
                && !(url.isSpecial() && input.charAt(end) == '\\')) end++;
        var text = input.substring(at, end);
        int sign = text.lastIndexOf('@');
        if (sign >= 0) {
            credentials(text.substring(0, sign));
            text = text.substring(sign + 1);
            if (text.isEmpty()) return false;
        }
        at = end;
        return hostAndPort(text) && pathStart();
    }

    private void credentials(String text) {
        int colon = text.indexOf(':');
        url.username = PercentCoding.USER_INFO.encode(colon < 0 ? text : text.substring(0, colon));
        if (colon >= 0) url.password = PercentCoding.USER_INFO.encode(text.substring(colon + 1));
    }

    private boolean hostAndPort(String text) {
        int colon = portColon(text);
        var host = colon < 0 ? text : text.substring(0, colon);
        if (host.isEmpty() && (url.isSpecial() || colon >= 0)) return false;
        url.host = host.isEmpty() ? "" : Host.parse(host, url.isSpecial());
        if (url.host == null) return false;
        return colon < 0 || port(text.substring(colon + 1));
    }

    /// The colon before a port: the first that is not within brackets.
    static int portColon(String text) {
        boolean brackets = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[') brackets = true;
            if (c == ']') brackets = false;
            if (c == ':' && !brackets) return i;
        }
        return -1;
    }

    private boolean port(String text) {
        if (text.isEmpty()) return true;
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) return false;
        var digits = text.replaceFirst("^0+(?=.)", "");
        if (digits.length() > 5 || Integer.parseInt(digits) > 65535) return false;
        int port = Integer.parseInt(digits);
        url.port = WebUrl.DEFAULT_PORTS.getOrDefault(url.scheme, -1) == port ? -1 : port;
        return true;
    }

    private boolean pathStart() {
        if (at < input.length() && isSlash(input.charAt(at))) at++;
        else if (!url.isSpecial() && (at == input.length() || input.charAt(at) == '?' || input.charAt(at) == '#')) {
            queryAndFragment();
            return true;
        }
        path();
        queryAndFragment();
        return true;
    }

    /// Adds segments up to a query or fragment.
    private void path() {
        while (true) {
            int end = at;
            while (end < input.length() && "?#".indexOf(input.charAt(end)) < 0 && !isSlash(input.charAt(end))) end++;
            boolean slash = end < input.length() && isSlash(input.charAt(end));
            segment(PercentCoding.PATH.encode(input.substring(at, end)), slash);
            at = slash ? end + 1 : end;
            if (!slash) return;
        }
    }

    private void segment(String text, boolean slash) {
        var plain = text.replace("%2e", ".").replace("%2E", ".");
        if (plain.equals("..")) {
            shorten();
            if (!slash) url.path.add("");
        } else if (plain.equals(".")) {
            if (!slash) url.path.add("");
        } else {
            boolean drive = url.scheme.equals("file") && url.path.isEmpty() && text.length() == 2 && isDrive(text);
            url.path.add(drive ? text.charAt(0) + ":" : text);
        }
    }

    private void shorten() {
        if (url.scheme.equals("file") && url.path.size() == 1 && isNormalDrive(url.path.getFirst())) return;
        if (!url.path.isEmpty()) url.path.removeLast();
    }

    private void opaquePath() {
        int end = at;
        while (end < input.length() && input.charAt(end) != '?' && input.charAt(end) != '#') end++;
        url.opaquePath = PercentCoding.CONTROL.encode(input.substring(at, end));
        at = end;
        queryAndFragment();
    }

    private void queryAndFragment() {
        if (at < input.length() && input.charAt(at) == '?') {
            int end = input.indexOf('#', at);
            if (end < 0) end = input.length();
            url.query = (url.isSpecial() ? PercentCoding.SPECIAL_QUERY : PercentCoding.QUERY)
                    .encode(input.substring(at + 1, end));
            at = end;
        }
        if (at < input.length() && input.charAt(at) == '#')
            url.fragment = PercentCoding.FRAGMENT.encode(input.substring(at + 1));
    }

    private String rest() {
        return input.substring(at);
    }

    private boolean isSlash(char c) {
        return c == '/' || (c == '\\' && url.isSpecial());
    }

    private static boolean isDrive(String text) {
        return Character.isLetter(text.charAt(0))
                && text.charAt(0) < 128
                && (text.charAt(1) == ':' || text.charAt(1) == '|');
    }

    private static boolean isNormalDrive(String text) {
        return text.length() == 2 && isDrive(text) && text.charAt(1) == ':';
    }

    private static boolean startsWithDriveLetter(String text) {
        return text.length() >= 2 && isDrive(text) && (text.length() == 2 || "/\\?#".indexOf(text.charAt(2)) >= 0);
    }

    private static WebUrl required(@Nullable WebUrl value) {
        if (value == null) throw new IllegalStateException("there is no base");
        return value;
    }
}
