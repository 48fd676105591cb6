package dev.samovar.core.host;

import dev.samovar.api.Handler;
import dev.samovar.api.Payload;
import dev.samovar.core.host.HostBridge.HostProgram;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RunningThread;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One environment of a host's handler. Killing it interrupts its thread, which is all that can be done.
final class HostInstance implements Instance {
    private @Nullable Handler handler;
    private @Nullable Sandbox sandbox;
    private final RunningThread running = new RunningThread();
    private volatile boolean killed;

    @Override
    public void specialise(Program program, Sandbox place) {
        handler = ((HostProgram) program).handler();
        sandbox = place;
    }

    @Override
    public boolean invoke(RuntimeInvocation invocation, Reply reply) {
        var code = handler;
        var place = sandbox;
        if (code == null || place == null) throw new IllegalStateException("the environment runs no handler yet");
        running.enter();
        try (var _ = MDC.putCloseable("requestId", invocation.requestId().toString());
                var _ = MDC.putCloseable("function", place.version().name().value())) {
            var context = new HostContext(invocation, place, reply);
            return answer(code, invocation, context, reply) && !killed;
        } finally {
            running.leave();
        }
    }

    /// Answers what the handler returned or threw. A virtual machine or I/O error ends the environment, as
    /// it ends Lambda's.
    @SuppressWarnings("NullAway") // a handler that is not checked for null may return it
    private static boolean answer(Handler code, RuntimeInvocation invocation, HostContext context, Reply reply) {
        try {
            var payload = code.handle(invocation.event(), context);
            if (context.stream() == null) reply.returned(payload == null ? Payload.NULL : payload);
            else close(context);
            return true;
        } catch (Throwable e) {
            reply.failed(HostFaults.thrown(e));
            return !(e instanceof VirtualMachineError) && !(e instanceof IOError);
        }
    }

    private static void close(HostContext context) throws IOException {
        var stream = context.stream();
        if (stream != null) stream.close();
    }

    @Override
    public void kill() {
        killed = true;
        running.interrupt();
    }

    @Override
    public void close() {}
}
