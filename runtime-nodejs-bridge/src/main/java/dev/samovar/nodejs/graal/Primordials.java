package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.profiles.InlinedConditionProfile;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSObjectUtil;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.List;
import java.util.Set;

/// What Node's library calls instead of the language's objects, which guest code can change: every built-in
/// function, taken before any guest code runs and named by where it was (`ArrayPrototypePush`). Methods take
/// what they work on as their first argument.
///
/// Node makes this in JavaScript; made here it costs a context a tenth.
final class Primordials {
    private static final List<String> NAMESPACES = List.of("Atomics", "JSON", "Math", "Proxy", "Reflect");
    private static final List<String> PLAIN = List.of(
            "Proxy",
            "globalThis",
            "decodeURI",
            "decodeURIComponent",
            "encodeURI",
            "encodeURIComponent",
            "escape",
            "eval",
            "unescape");
    private static final List<String> CONSTRUCTORS = List.of(
            "AggregateError",
            "Array",
            "ArrayBuffer",
            "BigInt",
            "BigInt64Array",
            "BigUint64Array",
            "Boolean",
            "DataView",
            "Date",
            "Error",
            "EvalError",
            "FinalizationRegistry",
            "Float32Array",
            "Float64Array",
            "Function",
            "Int16Array",
            "Int32Array",
            "Int8Array",
            "Map",
            "Number",
            "Object",
            "RangeError",
            "ReferenceError",
            "RegExp",
            "Set",
            "String",
            "Symbol",
            "SyntaxError",
            "TypeError",
            "URIError",
            "Uint16Array",
            "Uint32Array",
            "Uint8Array",
            "Uint8ClampedArray",
            "WeakMap",
            "WeakRef",
            "WeakSet");
    private static final Set<String> VARIADIC = Set.of(
            "ArrayOf",
            "ArrayPrototypePush",
            "ArrayPrototypeUnshift",
            "MathHypot",
            "MathMax",
            "MathMin",
            "StringFromCharCode",
            "StringFromCodePoint",
            "StringPrototypeConcat",
            "TypedArrayOf");

    /// What becomes of a function when it is taken.
    private enum Taking {
        AS_IT_IS,
        BOUND_TO_ITS_OBJECT,
        UNCURRIED
    }

    private final JSRealm realm;
    private final JSContext context;
    private final JSObject made;
    private final JSFunctionObject call;
    private final JSFunctionObject apply;
    private final JSFunctionObject bind;

    private Primordials(JSRealm realm) {
        this.realm = realm;
        this.context = realm.getContext();
        this.made = JSOrdinary.createWithNullPrototype(context);
        var function = realm.getFunctionPrototype();
        this.call = (JSFunctionObject) Guest.member(function, "call");
        this.apply = (JSFunctionObject) Guest.member(function, "apply");
        this.bind = (JSFunctionObject) Guest.member(function, "bind");
    }

    static JSObject of(JSRealm realm) {
        return new Primordials(realm).make();
    }

    private JSObject make() {
        put("uncurryThis", bound(bind, call));
        put("applyBind", bound(bind, apply));
        for (var name : PLAIN) put(name, global(name));
        for (var name : NAMESPACES) copy((JSDynamicObject) global(name), name, Taking.AS_IT_IS);
        for (var name : CONSTRUCTORS) {
            put(name, global(name));
            copy((JSDynamicObject) global(name), name, Taking.AS_IT_IS);
            copyPrototype((JSDynamicObject) global(name), name);
        }
        put("Promise", global("Promise"));
        copy((JSDynamicObject) global("Promise"), "Promise", Taking.BOUND_TO_ITS_OBJECT);
        copyPrototype((JSDynamicObject) global("Promise"), "Promise");
        var typedArray = JSObject.getPrototype((JSDynamicObject) global("Uint8Array"));
        put("TypedArray", typedArray);
        copy(typedArray, "TypedArray", Taking.UNCURRIED);
        copyPrototype(typedArray, "TypedArray");
        iterators("ArrayIterator", realm.getArrayIteratorPrototype());
        iterators("StringIterator", realm.getStringIteratorPrototype());
        put("IteratorPrototype", realm.getIteratorPrototype());
        return made;
    }

    private void iterators(String name, JSDynamicObject prototype) {
        var holder = JSOrdinary.create(context, realm);
        JSObject.set(holder, Guest.text("prototype"), prototype);
        put(name, holder);
        put(name + "Prototype", prototype);
        copy(prototype, name + "Prototype", Taking.UNCURRIED);
    }

    private void copyPrototype(JSDynamicObject constructor, String name) {
        copy((JSDynamicObject) Guest.member(constructor, "prototype"), name + "Prototype", Taking.UNCURRIED);
    }

    private void copy(JSDynamicObject source, String prefix, Taking taking) {
        for (var key : JSObject.ownPropertyKeys(source)) {
            var property = JSObject.getOwnProperty(source, key);
            if (property == null) continue;
            if (property.isAccessorDescriptor()) copyAccessor(property, prefix, capitalised(key));
            else copyValue(source, property.getValue(), prefix + capitalised(key), taking);
        }
    }

    private void copyAccessor(PropertyDescriptor property, String prefix, String key) {
        if (property.getGet() instanceof JSFunctionObject get) put(prefix + "Get" + key, bound(call, get));
        if (property.getSet() instanceof JSFunctionObject set) put(prefix + "Set" + key, bound(call, set));
    }

    private void copyValue(JSDynamicObject source, Object value, String name, Taking taking) {
        if (!(value instanceof JSFunctionObject function)) {
            put(name, value);
            return;
        }
        put(
                name,
                switch (taking) {
                    case AS_IT_IS -> function;
                    case BOUND_TO_ITS_OBJECT -> bound(function, source);
                    case UNCURRIED -> bound(call, function);
                });
        if (!VARIADIC.contains(name)) return;
        put(name + "Apply", taking == Taking.UNCURRIED ? bound(apply, function) : bound(apply, function, source));
    }

    /// `Array.prototype.push` is `Push`, and a property named by a symbol, such as `Symbol.iterator`, is
    /// `SymbolIterator`.
    private static String capitalised(Object key) {
        if (key instanceof Symbol symbol) {
            var name = ((TruffleString) symbol.getDescription())
                    .toJavaStringUncached()
                    .substring("Symbol.".length());
            return "Symbol" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
        var name = Guest.string(key);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private JSFunctionObject bound(JSFunctionObject function, Object self, Object... arguments) {
        var profile = InlinedConditionProfile.getUncached();
        return JSFunction.boundFunctionCreate(
                context, function, self, arguments, realm.getFunctionPrototype(), profile, profile, profile, null);
    }

    private Object global(String name) {
        return Guest.member(realm.getGlobalObject(), name);
    }

    private void put(String name, Object value) {
        var key = Guest.text(name);
        if (JSObject.hasOwnProperty(made, key)) JSObject.set(made, key, value);
        else JSObjectUtil.putDataProperty(made, key, value);
    }
}
