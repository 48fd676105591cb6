package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.http.HttpFault;
import dev.samovar.nodejs.graal.http.HttpHead;
import dev.samovar.nodejs.graal.http.HttpListener;
import dev.samovar.nodejs.graal.http.HttpParser;
import java.util.List;
import java.util.Map;

/// What reads the messages of `http`.
final class HttpFunctions {
    private HttpFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("httpMethods", (realm, _) -> texts(realm, HttpParser.methods()));
        functions.put(
                "httpParser",
                (_, a) -> new HostHandle(
                        new HttpParser(JSRuntime.toBoolean(a[0]), Guest.integer(a[1]), Guest.integer(a[2]))));
        functions.put("httpExecute", (realm, a) -> {
            var in = Bytes.of(a[1]);
            try {
                var end = parser(a[0]).execute(in.array(), in.from(), in.to(), new Callbacks(realm, a[2], in.from()));
                return end - in.from();
            } catch (HttpFault e) {
                return fault(realm, e);
            }
        });
        functions.put("httpFinish", (realm, a) -> {
            try {
                parser(a[0]).finish(new Callbacks(realm, a[1], 0));
                return Undefined.instance;
            } catch (HttpFault e) {
                return fault(realm, e);
            }
        });
    }

    private static HttpParser parser(Object handle) {
        return (HttpParser) ((HostHandle) handle).value();
    }

    private static Object fault(JSRealm realm, HttpFault fault) {
        return Guest.array(
                realm, Guest.text(fault.code()), Guest.text(String.valueOf(fault.getMessage())), fault.position());
    }

    private static Object texts(JSRealm realm, List<String> texts) {
        return Guest.array(realm, texts.stream().map(Guest::text).toArray());
    }

    /// Tells an object of the guest's by its methods.
    ///
    /// @param from where in the array the guest's bytes begin
    private record Callbacks(JSRealm realm, Object guest, int from) implements HttpListener {
        @Override
        public void begun() {
            call("begun");
        }

        @Override
        public Body head(HttpHead head) {
            var response = head.method() < 0;
            var answer = call(
                    "head",
                    head.major(),
                    head.minor(),
                    texts(realm, head.headers()),
                    response ? Undefined.instance : head.method(),
                    response ? Undefined.instance : Guest.text(head.url()),
                    response ? head.status() : Undefined.instance,
                    response ? Guest.text(head.reason()) : Undefined.instance,
                    head.upgrade(),
                    head.keepAlive());
            return switch (Guest.integer(answer)) {
                case 1 -> Body.NONE;
                case 2 -> Body.UPGRADE;
                default -> Body.AS_TOLD;
            };
        }

        @Override
        public void body(int start, int end) {
            call("body", start - from, end - from);
        }

        @Override
        public void trailers(List<String> headers) {
            call("trailers", texts(realm, headers));
        }

        @Override
        public void complete() {
            call("complete");
        }

        private Object call(String method, Object... arguments) {
            return JSRuntime.call(Guest.member(guest, method), guest, arguments);
        }
    }
}
