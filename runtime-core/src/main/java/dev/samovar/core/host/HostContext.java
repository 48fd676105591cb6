package dev.samovar.core.host;

import dev.samovar.api.Context;
import dev.samovar.api.FunctionLogger;
import dev.samovar.api.FunctionName;
import dev.samovar.api.LogLevel;
import dev.samovar.api.Version;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a host's handler may know of its invocation.
final class HostContext implements Context, FunctionLogger {
    private final RuntimeInvocation invocation;
    private final Sandbox sandbox;
    private final Reply reply;
    private @Nullable OutputStream stream;

    HostContext(RuntimeInvocation invocation, Sandbox sandbox, Reply reply) {
        this.invocation = invocation;
        this.sandbox = sandbox;
        this.reply = reply;
    }

    @Override
    public String requestId() {
        return invocation.requestId().toString();
    }

    @Override
    public FunctionName functionName() {
        return sandbox.version().name();
    }

    @Override
    public Version functionVersion() {
        return sandbox.version().version();
    }

    @Override
    public String invokedFunctionArn() {
        return invocation.invokedFunctionArn();
    }

    @Override
    public int memoryMb() {
        return sandbox.version().spec().memoryMb();
    }

    @Override
    public String logGroup() {
        return sandbox.logGroup();
    }

    @Override
    public String logStream() {
        return sandbox.logStream();
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(invocation.remainingNanos());
    }

    @Override
    public Optional<String> clientContext() {
        return invocation.clientContext();
    }

    @Override
    public Optional<String> tenantId() {
        return invocation.tenantId();
    }

    @Override
    public Optional<String> traceHeader() {
        return Optional.of(invocation.traceHeader());
    }

    @Override
    public Map<String, String> environment() {
        return sandbox.variables();
    }

    @Override
    public FunctionLogger logger() {
        return this;
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
