package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;

/// The engine asks one place for dynamic imports and `import.meta` of all its contexts: this asks the
/// context's own.
final class ModuleHooks {
    private ModuleHooks() {}

    static void install(JSRealm realm, Embedding embedding) {
        realm.setEmbedderData(embedding);
        var engine = realm.getContext();
        synchronized (engine) {
            if (!engine.hasImportModuleDynamicallyCallbackBeenSet()) install(engine);
        }
    }

    private static void install(JSContext engine) {
        engine.setImportModuleDynamicallyCallback(
                (realm, from, request) -> modulesOf(realm).importDynamically(realm, from, request));
        engine.setPrepareStackTraceCallback(
                (realm, error, trace) -> modulesOf(realm).stackTrace(realm, error, trace));
        engine.setImportMetaInitializer(
                (meta, record) -> modulesOf(JSRealm.get(null)).initialiseMeta(meta, record));
    }

    private static ModuleFunctions modulesOf(JSRealm realm) {
        return ((Embedding) realm.getEmbedderData()).modules();
    }
}
