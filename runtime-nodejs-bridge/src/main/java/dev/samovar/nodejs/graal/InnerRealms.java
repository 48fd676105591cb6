package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;

/// Realms beside the one that Node runs in: the contexts of `vm`. They share its thread, its promises and its
/// loop.
final class InnerRealms {
    private InnerRealms() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("newRealm", (realm, _) -> {
            var made = realm.createChildRealm();
            made.setEmbedderData(realm.getEmbedderData());
            return Guest.array(realm, new HostHandle(made), made.getGlobalObject());
        });
        functions.put("setRealmGlobal", (_, a) -> {
            ((JSRealm) ((HostHandle) a[0]).value()).setGlobalObject((JSDynamicObject) a[1]);
            return Undefined.instance;
        });
    }

    /// The realm that a handle says, else the other.
    static JSRealm of(Object handle, JSRealm other) {
        return handle instanceof HostHandle known && known.value() instanceof JSRealm realm ? realm : other;
    }

    /// Runs a script and answers its completion value.
    static Object run(JSRealm realm, Source source) {
        if (realm.isMainRealm()) return Guest.run(realm, source);
        return realm.getContext()
                .getEvaluator()
                .parseScript(realm.getContext(), source)
                .run(realm);
    }
}
