package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.samovar.api.Context;
import dev.samovar.api.FunctionLogger;
import dev.samovar.api.FunctionName;
import dev.samovar.api.LogLevel;
import dev.samovar.api.Version;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The context of a [dev.samovar.api.Handler] in a function's package.
final class SamovarContext implements Context, FunctionLogger {
    private final RuntimeInvocation invocation;
    private final Sandbox sandbox;
    private final LambdaLogger log;
    private final Call call;
    private boolean streamed;

    SamovarContext(RuntimeInvocation invocation, Sandbox sandbox, LambdaLogger log, Call call) {
        this.invocation = invocation;
        this.sandbox = sandbox;
        this.log = log;
        this.call = call;
    }

    /// Whether the handler asked for the response stream.
    boolean streamed() {
        return streamed;
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
        streamed = true;
        return call.output();
    }

    @Override
    public void log(String message) {
        log.log(message);
    }

    @Override
    public void log(LogLevel level, String message) {
        log.log(message, com.amazonaws.services.lambda.runtime.logging.LogLevel.valueOf(level.name()));
    }
}
