package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.PromiseHook;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;

/// What one context wants to be told of its promises.
final class PromiseHooks {
    private static final Object[] NONE = {Undefined.instance, Undefined.instance, Undefined.instance, Undefined.instance
    };

    /// For what is made, before and after it is reacted to, and when it is settled: functions or nothing.
    private Object[] functions = NONE;

    void addTo(Map<String, HostFunction> host) {
        host.put("promiseHooks", (realm, a) -> {
            functions = a.clone();
            install(realm.getContext());
            return Undefined.instance;
        });
    }

    /// The engine asks one place for all its contexts, from when the first of them wants to know.
    private static void install(JSContext engine) {
        synchronized (engine) {
            if (!engine.hasPromiseHook()) engine.setPromiseHook(PromiseHooks::changed);
        }
    }

    private static void changed(int change, JSDynamicObject promise, JSDynamicObject parent) {
        if (JSRealm.get(null).getEmbedderData() instanceof Embedding embedding)
            embedding.promises().tell(change, promise, parent);
    }

    private void tell(int change, JSDynamicObject promise, JSDynamicObject parent) {
        var told = functions[
                switch (change) {
                    case PromiseHook.TYPE_INIT -> 0;
                    case PromiseHook.TYPE_BEFORE -> 1;
                    case PromiseHook.TYPE_AFTER -> 2;
                    default -> 3;
                }];
        if (!JSFunction.isJSFunction(told)) return;
        if (change == PromiseHook.TYPE_INIT) Guest.call(told, promise, parent);
        else Guest.call(told, promise);
    }
}
