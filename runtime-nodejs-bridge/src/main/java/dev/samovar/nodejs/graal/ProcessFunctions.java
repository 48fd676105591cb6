package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;

/// What a guest asks of its process: where it is, what it prints, how it ends.
final class ProcessFunctions {
    private ProcessFunctions() {}

    static void addTo(Map<String, HostFunction> functions, Surroundings surroundings) {
        functions.put("cwd", (_, _) -> Guest.text("/var/task"));
        functions.put("chdir", (_, _) -> Undefined.instance);
        functions.put(
                "standardOutput", (_, a) -> output(surroundings, Bytes.of(a[0]).copy()));
        functions.put("standardError", (_, a) -> output(surroundings, Utf8Text.encode(Guest.string(a[0]))));
        functions.put("exit", (realm, a) -> surroundings.exit(realm, Guest.integer(a[0])));
    }

    private static Object output(Surroundings surroundings, byte[] bytes) {
        surroundings.sandbox().log().raw(bytes, 0, bytes.length);
        return Undefined.instance;
    }
}
