package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;

/// The engine's values, read and made by the host. The context must be entered.
final class Guest {
    private Guest() {}

    /// A text value.
    static TruffleString text(String value) {
        return Strings.fromJavaString(value);
    }

    /// What a text value says.
    static String string(Object value) {
        return value instanceof TruffleString text
                ? text.toJavaStringUncached()
                : JSRuntime.toString(value).toJavaStringUncached();
    }

    static int integer(Object value) {
        return value instanceof Integer number ? number : JSRuntime.toInt32(value);
    }

    static boolean isUndefined(Object value) {
        return value.equals(Undefined.instance);
    }

    /// An object with these members.
    static JSObject object(JSRealm realm, Map<String, ?> members) {
        var made = JSOrdinary.create(realm.getContext(), realm);
        members.forEach((name, value) -> JSObject.set(made, text(name), value));
        return made;
    }

    /// An object whose members are functions of the host.
    static JSObject functions(JSRealm realm, Map<String, HostFunction> members) {
        var made = JSOrdinary.create(realm.getContext(), realm);
        members.forEach((name, body) -> JSObject.set(made, text(name), HostFunctionRoot.function(realm, name, body)));
        return made;
    }

    static JSObject array(JSRealm realm, Object... elements) {
        return JSArray.createConstant(realm.getContext(), realm, elements);
    }

    static Object member(Object object, String name) {
        return JSObject.get((JSDynamicObject) object, text(name));
    }

    static Object call(Object function, Object... arguments) {
        return JSRuntime.call(function, Undefined.instance, arguments);
    }

    /// Runs a script and answers its completion value.
    static Object run(JSRealm realm, Source source) {
        return realm.getEnv().parsePublic(source).call();
    }

    /// The value that a script threw, or an `Error` that stands for what else went wrong.
    static Object thrown(Throwable thrown) {
        return switch (thrown) {
            case GraalJSException e -> e.getErrorObject();
            case RuntimeException e -> Errors.createErrorFromException(e).getErrorObject();
            default -> throw new IllegalStateException(thrown);
        };
    }
}
