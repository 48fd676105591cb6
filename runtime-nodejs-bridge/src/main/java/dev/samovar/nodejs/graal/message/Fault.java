package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.access.FrameSlotNode;
import com.oracle.truffle.js.nodes.function.SpreadArgumentNode;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSException;
import org.jspecify.annotations.Nullable;

/// An error as the engine made it.
///
/// @param message the engine's words
/// @param site the code that failed, null if a built-in function did
/// @param variable whether that code reads or writes a variable of a function
/// @param argument whether it spreads the arguments of a call
record Fault(JSErrorType type, String message, @Nullable CodeSite site, boolean variable, boolean argument) {
    static Fault of(JSException error) {
        var node = error.getLocation();
        var section = node == null ? null : node.getEncapsulatingSourceSection();
        var site = section == null || !section.isAvailable() || section.getCharLength() == 0
                ? null
                : new CodeSite(section.getSource().getCharacters(), section.getCharIndex(), section.getCharEndIndex());
        return new Fault(
                error.getErrorType(), error.getRawMessage(), site, node instanceof FrameSlotNode, isArgument(node));
    }

    private static boolean isArgument(@Nullable Node from) {
        for (var node = from; node != null; node = node.getParent())
            if (node instanceof SpreadArgumentNode) return true;
        return false;
    }
}
