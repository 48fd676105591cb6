package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JavaScriptRootNode;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import dev.samovar.nodejs.graal.message.ErrorMessages;

/// A function of the host as the engine calls it. What goes wrong in it reaches the guest as an `Error`,
/// never as a Java exception.
final class HostFunctionRoot extends JavaScriptRootNode {
    private final TruffleString name;
    private final HostFunction body;

    private HostFunctionRoot(JavaScriptLanguage language, TruffleString name, HostFunction body) {
        super(language, null, null);
        this.name = name;
        this.body = body;
    }

    static JSFunctionObject function(JSRealm realm, String name, HostFunction body) {
        var context = realm.getContext();
        var text = Strings.fromJavaString(name);
        var root = new HostFunctionRoot(context.getLanguage(), text, body);
        return JSFunction.create(realm, JSFunctionData.createCallOnly(context, root.getCallTarget(), 0, text));
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return call(JSRealm.get(this), frame.getArguments());
    }

    @TruffleBoundary
    private Object call(JSRealm realm, Object[] frame) {
        try {
            return body.call(realm, JSArguments.extractUserArguments(frame));
        } catch (JSException e) {
            ErrorMessages.reword(e); // what parses a function's code is here
            throw e;
        } catch (AbstractTruffleException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Errors.createError(name + ": " + e);
        }
    }

    @Override
    public String getName() {
        return name.toJavaStringUncached();
    }
}
