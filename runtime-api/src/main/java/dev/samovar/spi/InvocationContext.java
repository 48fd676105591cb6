package dev.samovar.spi;

import dev.samovar.api.Context;
import dev.samovar.api.FunctionLogger;
import dev.samovar.api.FunctionName;
import dev.samovar.api.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a [dev.samovar.api.Handler] may know of its invocation, whatever bridge runs it. The bridge adds how
/// it logs and how it streams.
public abstract class InvocationContext implements Context, FunctionLogger {
    private final RuntimeInvocation invocation;
    private final Sandbox sandbox;

    protected InvocationContext(RuntimeInvocation invocation, Sandbox sandbox) {
        this.invocation = invocation;
        this.sandbox = sandbox;
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
}
