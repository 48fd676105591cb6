package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.PromiseRejectionTracker;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSCollectionIteratorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSNonProxy;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.builtins.JSProxy;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.AsyncContext;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import com.oracle.truffle.js.runtime.util.JSHashMap;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;

/// What Node asks of its engine: what values are, promises and microtasks, its own modules.
final class CoreFunctions {
    private static final Symbol CONTEXT_FRAME = Symbol.createPrivate(Guest.text("context frame"));

    private CoreFunctions() {}

    /// @param lacked hears what the guest asked for in vain
    static void addTo(Map<String, HostFunction> functions, NodeLibrary library, Consumer<String> lacked) {
        functions.put(
                "ids",
                (realm, _) -> Guest.array(
                        realm, library.ids().stream().map(Guest::text).toArray()));
        functions.put("primordials", (realm, _) -> Primordials.of(realm));
        functions.put("compile", (realm, a) -> Guest.run(realm, library.module(Guest.string(a[0]))));
        functions.put("binding", (realm, a) -> {
            var name = "binding/" + Guest.string(a[0]);
            if (!library.has(name)) throw unsupported("node:" + Guest.string(a[0]), lacked);
            return Guest.run(realm, library.own(name));
        });
        functions.put("lambda", (realm, a) -> Guest.run(realm, library.lambda(Guest.string(a[0]))));
        functions.put("own", (realm, a) -> Guest.run(realm, library.own(Guest.string(a[0]))));
        functions.put("data", (_, a) -> Guest.text(library.data(Guest.string(a[0]))));
        functions.put("privateSymbol", (_, a) -> Symbol.createPrivate(Guest.text(Guest.string(a[0]))));
        functions.put("unsupported", (_, a) -> {
            throw unsupported(Guest.string(a[0]), lacked);
        });
        functions.put("setTimeZone", (realm, a) -> {
            var name = Guest.string(a[0]).replaceFirst("^:", "");
            // One that is not known is UTC, as in the C library.
            var known = !name.equals("UTC") && ZoneId.getAvailableZoneIds().contains(name);
            realm.setLocalTimeZone(known ? name : "UTC");
            return Undefined.instance;
        });
        addPromises(functions);
        addKinds(functions);
    }

    private static JSException unsupported(String what, Consumer<String> lacked) {
        lacked.accept(what);
        return Errors.createError(what + " is not supported by the engine graaljs; pin the engine node");
    }

    private static void addPromises(Map<String, HostFunction> functions) {
        functions.put("runMicrotasks", (realm, _) -> {
            realm.getAgent().processAllPromises(true);
            return Undefined.instance;
        });
        functions.put("promiseDetails", (realm, a) -> promiseDetails(realm, (JSPromiseObject) a[0]));
        functions.put("promiseTracker", (realm, a) -> {
            realm.getContext().setPromiseRejectionTracker(realm.getAgent(), new Rejections(a[0]));
            return Undefined.instance;
        });
        functions.put(
                "contextFrame",
                (realm, _) ->
                        realm.getAgent().getAsyncContextMapping().getOrDefault(CONTEXT_FRAME, Undefined.instance));
        functions.put("setContextFrame", (realm, a) -> {
            realm.getAgent().asyncContextSwap(AsyncContext.empty().withMapping(CONTEXT_FRAME, a[0]));
            return Undefined.instance;
        });
    }

    static Object promiseDetails(JSRealm realm, JSPromiseObject promise) {
        int state = JSPromise.getPromiseState(promise);
        return Guest.array(
                realm, state, state == JSPromise.PENDING ? Undefined.instance : JSPromise.getPromiseResult(promise));
    }

    private static void addKinds(Map<String, HostFunction> functions) {
        functions.put("isPromise", (_, a) -> a.length > 0 && JSPromise.isJSPromise(a[0]));
        functions.put("isProxy", (_, a) -> a.length > 0 && JSProxy.isJSProxy(a[0]));
        functions.put(
                "proxyDetails",
                (realm, a) -> Guest.array(
                        realm, JSProxy.getTarget((JSDynamicObject) a[0]), JSProxy.getHandler((JSDynamicObject) a[0])));
        functions.put(
                "className",
                (_, a) -> a.length > 0 && a[0] instanceof JSDynamicObject object && !JSProxy.isJSProxy(object)
                        ? JSObject.getClassName(object)
                        : Guest.text(""));
        functions.put("functionKind", (_, a) -> a[0] instanceof JSFunctionObject function ? kind(function) : 0);
        functions.put("nonIndexKeys", (realm, a) -> nonIndexKeys(realm, (JSDynamicObject) a[0]));
        functions.put("previewEntries", (realm, a) -> previewEntries(realm, a[0]));
    }

    /// One bit for generators, one for async functions.
    private static int kind(JSFunctionObject function) {
        var data = JSFunction.getFunctionData(function);
        return (data.isGenerator() ? 1 : 0) | (data.isAsync() ? 2 : 0);
    }

    /// The names of an object's own properties, but those that are indices.
    private static Object nonIndexKeys(JSRealm realm, JSDynamicObject object) {
        boolean isArray = object instanceof JSArrayObject || object instanceof JSTypedArrayObject;
        // The elements of an array, of which there may be many, are not among its named properties.
        var keys = isArray ? JSNonProxy.ordinaryOwnPropertyKeys(object) : JSObject.ownPropertyKeys(object);
        return Guest.array(
                realm, keys.stream().filter(key -> !JSRuntime.isArrayIndex(key)).toArray());
    }

    /// The entries of a collection or of what is left of an iterator over one, flat, and whether they are
    /// pairs.
    private static Object previewEntries(JSRealm realm, Object value) {
        return switch (value) {
            case JSMapObject map -> entries(realm, map.getMap().getEntries(), true, true);
            case JSSetObject set -> entries(realm, set.getMap().getEntries(), true, false);
            case JSCollectionIteratorObject iterator when iterator.getNextIndex() != null -> rest(realm, iterator);
            default -> Guest.array(realm, Guest.array(realm), false);
        };
    }

    private static Object rest(JSRealm realm, JSCollectionIteratorObject iterator) {
        int kind = iterator.getIterationKind();
        boolean both = kind == JSRuntime.ITERATION_KIND_KEY_PLUS_VALUE;
        boolean keys =
                both || kind == JSRuntime.ITERATION_KIND_KEY || iterator.getIteratedObject() instanceof JSSetObject;
        return entries(realm, iterator.getNextIndex().copy(), keys, both || !keys);
    }

    private static Object entries(JSRealm realm, JSHashMap.Cursor cursor, boolean keys, boolean values) {
        var found = new ArrayList<Object>();
        while (cursor.advance()) {
            if (keys) found.add(cursor.getKey());
            if (values) found.add(cursor.getValue() == null ? cursor.getKey() : cursor.getValue());
        }
        return Guest.array(realm, Guest.array(realm, found.toArray()), keys && values);
    }

    /// Tells Node of rejections by the numbers of its own.
    private record Rejections(Object callback) implements PromiseRejectionTracker {
        @Override
        public void promiseRejected(JSDynamicObject promise, Object value) {
            Guest.call(callback, 0, promise, value);
        }

        @Override
        public void promiseRejectionHandled(JSDynamicObject promise) {
            Guest.call(callback, 1, promise, Undefined.instance);
        }

        @Override
        public void promiseRejectedAfterResolved(JSDynamicObject promise, Object value) {
            Guest.call(callback, 2, promise, value);
        }

        @Override
        public void promiseResolvedAfterResolved(JSDynamicObject promise, Object value) {
            Guest.call(callback, 3, promise, value);
        }
    }
}
