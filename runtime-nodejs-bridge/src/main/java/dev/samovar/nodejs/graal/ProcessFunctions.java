package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;

/// What a guest asks of its process: where it is, what it prints, how it ends.
final class ProcessFunctions {
    private ProcessFunctions() {}

    static void addTo(Map<String, HostFunction> functions, Surroundings surroundings) {
        functions.put("cwd", (_, _) -> Guest.text(surroundings.jail().here()));
        functions.put("chdir", (_, a) -> goTo(surroundings, Guest.string(a[0])));
        functions.put(
                "standardOutput", (_, a) -> output(surroundings, Bytes.of(a[0]).copy()));
        functions.put("standardError", (_, a) -> output(surroundings, Utf8Text.encode(Guest.string(a[0]))));
        functions.put("exit", (realm, a) -> surroundings.exit(realm, Guest.integer(a[0])));
    }

    /// Answers what was wrong, or undefined.
    private static Object goTo(Surroundings surroundings, String path) {
        try {
            surroundings.goTo(path);
            return Undefined.instance;
        } catch (FileFault e) {
            return Guest.text(e.code());
        }
    }

    private static Object output(Surroundings surroundings, byte[] bytes) {
        surroundings.sandbox().log().raw(bytes, 0, bytes.length);
        return Undefined.instance;
    }
}
