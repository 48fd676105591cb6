package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import org.jspecify.annotations.Nullable;

/// What V8 says of the arguments that a built-in function was called with.
final class BuiltInFault {
    private static final String CIRCULAR = "Converting circular structure to JSON";

    private BuiltInFault() {}

    /// V8's message, or null if the arguments are not in it.
    ///
    /// @param function the full name of the function, such as `JSON.parse`
    static @Nullable String message(String function, JSException error, Object[] arguments) {
        var first = argument(arguments, 0);
        var message = error.getRawMessage();
        if (error.getErrorType() == JSErrorType.SyntaxError) {
            if (function.equals("JSON.parse")) return JsonText.complaint(text(first));
            if (function.equals("RegExp"))
                return RegExpFault.message(message, text(first), text(argument(arguments, 1)));
        }
        if (message.equals(CIRCULAR) && first instanceof JSObject root) return CIRCULAR + Circle.in(root);
        return null;
    }

    /// What is called with `new` gets what was made new as its first argument.
    private static Object argument(Object[] arguments, int place) {
        var made = JSArguments.getUserArgumentCount(arguments) > 0
                && JSArguments.getFunctionObject(arguments).equals(JSArguments.getUserArgument(arguments, 0));
        var index = made ? place + 1 : place;
        return index < JSArguments.getUserArgumentCount(arguments)
                ? JSArguments.getUserArgument(arguments, index)
                : Undefined.instance;
    }

    /// What the argument is as a text, without running the guest's code.
    private static String text(Object argument) {
        if (argument instanceof TruffleString string) return string.toJavaStringUncached();
        return argument instanceof JSObject
                ? "[object Object]"
                : JSRuntime.safeToString(argument).toJavaStringUncached();
    }
}
