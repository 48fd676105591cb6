package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.runtime.Errors;

/// How deep the calls of a guest's functions in each other are. They end before the stack of their thread does: a JVM
/// that meets the end of a stack while it initialises a class has lost that class for everybody.
///
/// Each call looks whether its context is to end, which the engine's interpreter does in loops only.
final class CallDepth {
    /// As much as V8 has room for, of functions of a middling size.
    private static final int MOST = 10_000;

    private int now;

    void enter(Node where) {
        TruffleSafepoint.poll(where);
        if (++now > MOST) throw Errors.createRangeErrorStackOverflow();
    }

    void leave() {
        now--;
    }
}
