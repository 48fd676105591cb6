package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.samovar.api.LogLevel;
import dev.samovar.spi.InvocationContext;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.OutputStream;

/// The context of a [dev.samovar.api.Handler] in a function's package.
final class SamovarContext extends InvocationContext {
    private final LambdaLogger log;
    private final Call call;
    private boolean streamed;

    SamovarContext(RuntimeInvocation invocation, Sandbox sandbox, LambdaLogger log, Call call) {
        super(invocation, sandbox);
        this.log = log;
        this.call = call;
    }

    /// Whether the handler asked for the response stream.
    boolean streamed() {
        return streamed;
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
