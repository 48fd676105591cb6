package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.url.UrlChange;
import dev.samovar.nodejs.graal.url.WebUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `URL` parses and changes.
final class UrlFunctions {
    /// By the library's numbers for them.
    private static final List<UrlChange> CHANGES = List.of(UrlChange.values());

    private UrlFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("parseUrl", (realm, a) -> written(realm, parse(a[0], a[1])));
        functions.put("canParseUrl", (_, a) -> parse(a[0], a.length > 1 ? a[1] : Undefined.instance) != null);
        functions.put("updateUrl", (realm, a) -> {
            var url = parse(a[0], Undefined.instance);
            return url == null
                    ? Undefined.instance
                    : written(realm, CHANGES.get(Guest.integer(a[1])).changed(url, Guest.string(a[2])));
        });
        functions.put("formatUrl", (_, a) -> {
            var url = parse(a[0], Undefined.instance);
            return url == null ? a[0] : Guest.text(url.formatted(is(a[1]), is(a[2]), is(a[3]), is(a[4])));
        });
        functions.put("domainToAscii", (_, a) -> Guest.text(WebUrl.toAscii(Guest.string(a[0]))));
        functions.put("domainToUnicode", (_, a) -> Guest.text(WebUrl.toUnicode(Guest.string(a[0]))));
    }

    private static boolean is(Object value) {
        return JSRuntime.toBoolean(value);
    }

    private static @Nullable WebUrl parse(Object input, Object base) {
        if (Guest.isUndefined(base)) return WebUrl.parse(Guest.string(input), null);
        var parsed = WebUrl.parse(Guest.string(base), null);
        return parsed == null ? null : WebUrl.parse(Guest.string(input), parsed);
    }

    /// The text and the places of its parts, or undefined.
    private static Object written(JSRealm realm, @Nullable WebUrl url) {
        if (url == null) return Undefined.instance;
        var written = url.written();
        return Guest.array(
                realm,
                Guest.text(written.href()),
                Guest.array(realm, written.parts().toArray()));
    }
}
