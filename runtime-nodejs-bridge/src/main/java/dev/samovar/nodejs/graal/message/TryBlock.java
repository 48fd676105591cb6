package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.InstrumentableNode.WrapperNode;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.control.GeneratorWrapperNode;
import com.oracle.truffle.js.nodes.control.TryCatchNode;
import com.oracle.truffle.js.runtime.JSException;
import java.util.Set;

/// What a `try` tries: an instrument sees only what leaves the whole statement, when its `catch` has had the error
/// already.
final class TryBlock extends JavaScriptNode {
    @Child
    private JavaScriptNode body;

    private TryBlock(JavaScriptNode body) {
        this.body = body;
    }

    /// Puts itself between a `try` statement and its body, which is the first of its children.
    static void watch(Node instrumented) {
        var statement = instrumented;
        while (statement instanceof GeneratorWrapperNode || statement instanceof WrapperNode)
            statement = firstIn(statement);
        if (!(statement instanceof TryCatchNode)) return;
        if (firstIn(statement) instanceof JavaScriptNode body && !(body instanceof TryBlock))
            body.replace(new TryBlock(body));
    }

    private static Node firstIn(Node node) {
        return node.getChildren().iterator().next();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        try {
            return body.execute(frame);
        } catch (JSException e) {
            ErrorMessages.reword(e);
            throw e;
        }
    }

    @Override
    public void executeVoid(VirtualFrame frame) {
        try {
            body.executeVoid(frame);
        } catch (JSException e) {
            ErrorMessages.reword(e);
            throw e;
        }
    }

    @Override
    protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
        return new TryBlock(cloneUninitialized(body, materializedTags));
    }
}
