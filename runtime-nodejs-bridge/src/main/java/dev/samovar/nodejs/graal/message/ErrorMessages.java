package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.ContextLocal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventListener;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.StandardTags.TryBlockTag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BuiltinRootTag;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.builtins.JSError;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives errors of the language V8's messages. The engine makes an error's object when something first sees the
/// error, so this looks at what leaves a function or a `try` block of the guest's before anything else does.
///
/// It runs on what the guest left of its thread's stack, which can be little. As it is told of each call, it
/// counts them too: [CallDepth].
public final class ErrorMessages extends TruffleInstrument {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMessages.class);

    static final String ID = "samovar-error-messages";

    /// The built-in functions whose arguments are in their messages.
    private static final Set<String> TELLING = Set.of("JSON.parse", "JSON.stringify", "RegExp");

    /// A class whose initialisation meets the end of the stack is lost to the whole JVM, so these are made ready
    /// before.
    private static final List<Class<?>> NEEDED = List.of(
            BuiltInFault.class,
            Circle.class,
            CodeScan.class,
            CodeSite.class,
            Expression.class,
            Fault.class,
            JsonText.class,
            RegExpFault.class,
            Rendered.class,
            Rules.class,
            UnexpectedToken.class);

    private final ContextLocal<CallDepth> depth = locals.createContextLocal(_ -> new CallDepth());

    ErrorMessages() {}

    /// Does it for everything that this engine runs from now on.
    public static void install(Engine engine) {
        var instrument = engine.getInstruments().get(ID);
        if (instrument == null)
            LOG.warn(
                    "errors keep GraalJS's messages: the host's jar has lost META-INF/services of samovar-nodejs-bridge");
        else {
            NEEDED.forEach(ErrorMessages::initialise);
            instrument.lookup(ErrorMessages.class);
        }
    }

    private static void initialise(Class<?> needed) {
        try {
            MethodHandles.lookup().ensureInitialized(needed);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Does it for an error that no function of the guest's has seen.
    public static void reword(JSException error) {
        if (error.getErrorObjectLazy() != null) return;
        try {
            tell(error, Rules.apply(Fault.of(error)));
        } catch (StackOverflowError e) {
            // There is no room to say it better than the engine did.
        }
    }

    @Override
    protected void onCreate(Env env) {
        env.registerService(this);
        var instrumenter = env.getInstrumenter();
        instrumenter.attachExecutionEventListener(guestCode(RootTag.class), new Functions(depth));
        instrumenter.attachExecutionEventFactory(guestCode(TryBlockTag.class), statement -> {
            TryBlock.watch(statement.getInstrumentedNode());
            return null;
        });
        var builtIns = SourceSectionFilter.newBuilder()
                .tagIs(BuiltinRootTag.class)
                .rootNameIs(name -> name != null && TELLING.contains(name))
                .build();
        instrumenter.attachExecutionEventListener(builtIns, new BuiltIns());
    }

    private static SourceSectionFilter guestCode(Class<?> tag) {
        return SourceSectionFilter.newBuilder()
                .tagIs(tag)
                .sourceIs(source -> !source.isInternal() && !source.getName().startsWith("node:"))
                .build();
    }

    private static void tell(JSException error, @Nullable String message) {
        if (message != null) error.setErrorObject(JSError.createFromJSException(error, error.getRealm(), message));
    }

    private static final class Functions extends Leaving {
        private final ContextLocal<CallDepth> depth;

        Functions(ContextLocal<CallDepth> depth) {
            this.depth = depth;
        }

        @Override
        public void onEnter(EventContext where, VirtualFrame frame) {
            depth.get().enter(where.getInstrumentedNode());
        }

        @Override
        public void onReturnValue(EventContext where, VirtualFrame frame, Object result) {
            depth.get().leave();
        }

        @Override
        public void onReturnExceptional(EventContext where, VirtualFrame frame, Throwable thrown) {
            depth.get().leave();
            super.onReturnExceptional(where, frame, thrown);
        }

        @Override
        void left(EventContext where, VirtualFrame frame, JSException error) {
            reword(error);
        }
    }

    private static final class BuiltIns extends Leaving {
        @Override
        void left(EventContext where, VirtualFrame frame, JSException error) {
            if (!(where.getInstrumentedNode() instanceof JSBuiltinNode node)) return;
            try {
                var function = node.getBuiltin().getFullName().toJavaStringUncached();
                tell(error, BuiltInFault.message(function, error, frame.getArguments()));
            } catch (StackOverflowError e) {
                // There is no room to say it better than the engine did.
            }
        }
    }

    private abstract static class Leaving implements ExecutionEventListener {
        abstract void left(EventContext where, VirtualFrame frame, JSException error);

        @Override
        public void onEnter(EventContext where, VirtualFrame frame) {}

        @Override
        public void onReturnValue(EventContext where, VirtualFrame frame, Object result) {}

        @Override
        public void onReturnExceptional(EventContext where, VirtualFrame frame, Throwable thrown) {
            if (thrown instanceof JSException error && error.getErrorObjectLazy() == null) left(where, frame, error);
        }
    }
}
