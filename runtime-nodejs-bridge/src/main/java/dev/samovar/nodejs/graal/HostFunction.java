package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;

/// What a function of the host does when guest code calls it. Values are the engine's own.
@FunctionalInterface
interface HostFunction {
    /// Does it.
    ///
    /// @param realm the context that calls
    /// @param arguments what was passed, without `this`
    Object call(JSRealm realm, Object[] arguments);
}
