package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSProxy;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The way from an object back to itself that `JSON.stringify` met. Only plain properties are followed, so
/// that no code of the guest's runs, and only so many of them.
final class Circle {
    /// The most properties that are looked at.
    private static final int MOST = 100_000;

    /// How many steps V8 shows before it leaves some out.
    private static final int SHOWN_FIRST = 2;

    private record Step(JSObject object, Object key, Iterator<TruffleString> keys) {}

    private final List<Step> path = new ArrayList<>();
    private final IdentityHashMap<JSObject, Integer> places = new IdentityHashMap<>();
    private final Set<JSObject> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private Circle() {}

    /// V8's lines about the first circle, empty if none is found.
    static String in(JSObject root) {
        try {
            return new Circle().find(root);
        } catch (AbstractTruffleException e) {
            return ""; // such as a module's binding that has no value yet
        }
    }

    private String find(JSObject root) {
        enter(root, "");
        for (var looked = 0; looked < MOST && !path.isEmpty(); looked++) {
            var step = path.getLast();
            if (!step.keys.hasNext()) {
                path.removeLast();
                places.remove(step.object);
                done.add(step.object);
                continue;
            }
            var key = step.keys.next();
            if (!(plainValue(step.object, key) instanceof JSObject value) || JSRuntime.isCallable(value)) continue;
            var place = places.get(value);
            if (place != null) return lines(place, key);
            if (!done.contains(value)) enter(value, key);
        }
        return "";
    }

    private void enter(JSObject object, Object key) {
        places.put(object, path.size());
        var names = JSProxy.isJSProxy(object) ? List.<TruffleString>of() : JSObject.enumerableOwnNames(object);
        path.add(new Step(object, key, names.iterator()));
    }

    private static Object plainValue(JSObject object, Object key) {
        var property = JSObject.getOwnProperty(object, key);
        return property == null || !property.isDataDescriptor() ? "" : property.getValue();
    }

    private String lines(int start, Object closing) {
        var lines = new StringBuilder("\n    --> starting at object with constructor ").append(constructor(start));
        var first = Math.min(path.size(), start + 1 + SHOWN_FIRST);
        for (var i = start + 1; i < first; i++) line(lines, i);
        if (path.size() > first + 1) lines.append("\n    |     ...");
        for (var i = Math.max(path.size() - 1, first); i < path.size(); i++) line(lines, i);
        return lines.append("\n    --- ")
                .append(key(path.getLast().object, closing))
                .append(" closes the circle")
                .toString();
    }

    private void line(StringBuilder lines, int place) {
        var step = path.get(place);
        lines.append("\n    |     ")
                .append(key(path.get(place - 1).object, step.key))
                .append(" -> object with constructor ")
                .append(constructor(place));
    }

    private static String key(JSObject holder, Object key) {
        var name = key instanceof TruffleString text ? text.toJavaStringUncached() : key.toString();
        return JSArray.isJSArray(holder) ? "index " + name : "property '" + name + "'";
    }

    private String constructor(int place) {
        return "'" + JSRuntime.getConstructorName(path.get(place).object) + "'";
    }
}
