package dev.samovar.core.host;

import dev.samovar.api.LogLevel;
import dev.samovar.spi.InvocationContext;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// What a host's handler may know of its invocation.
final class HostContext extends InvocationContext {
    private final Sandbox sandbox;
    private final Reply reply;
    private @Nullable OutputStream stream;

    HostContext(RuntimeInvocation invocation, Sandbox sandbox, Reply reply) {
        super(invocation, sandbox);
        this.sandbox = sandbox;
        this.reply = reply;
    }

    @Override
    public OutputStream responseStream() {
        var begun = stream;
        if (begun == null) {
            begun = reply.stream("application/octet-stream");
            stream = begun;
        }
        return begun;
    }

    /// The response stream, if the handler asked for it.
    @Nullable
    OutputStream stream() {
        return stream;
    }

    @Override
    public void log(String message) {
        sandbox.log().message(null, message);
    }

    @Override
    public void log(LogLevel level, String message) {
        if (sandbox.log().keeps(level))
            sandbox.log().message(level, LevelledLine.of(sandbox, requestId(), level, message));
    }
}
