package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/// The engine asks one place for dynamic imports and `import.meta` of all contexts: this asks the context's own.
final class ModuleHooks {
    private static final Map<JSRealm, ModuleFunctions> MODULES = Collections.synchronizedMap(new WeakHashMap<>());

    private ModuleHooks() {}

    static void install(JSRealm realm, ModuleFunctions modules) {
        MODULES.put(realm, modules);
        var context = realm.getContext();
        synchronized (context) {
            if (!context.hasImportModuleDynamicallyCallbackBeenSet()) install(context);
        }
    }

    private static void install(JSContext context) {
        context.setImportModuleDynamicallyCallback((realm, from, request) -> MODULES.get(realm).importDynamically(realm, from, request));
        context.setImportMetaInitializer((meta, record) -> {
            var realm = JSRealm.get(null);
            MODULES.get(realm).initialiseMeta(realm, meta, record);
        });
    }
}
