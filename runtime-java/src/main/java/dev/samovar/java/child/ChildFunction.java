package dev.samovar.java.child;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.samovar.api.Fault;
import dev.samovar.java.JavaCall;
import dev.samovar.java.LambdaRuntimeLogger;
import dev.samovar.java.Log4jRequestId;
import dev.samovar.java.SnapshotHooks;
import dev.samovar.java.codec.AwsCodecs;
import dev.samovar.java.handler.AwsLogger;
import dev.samovar.java.handler.Faults;
import dev.samovar.java.handler.HandlerFault;
import dev.samovar.java.handler.HandlerLoader;
import dev.samovar.java.handler.LoadedHandler;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The function that a child runs.
final class ChildFunction {
    /// Where the X-Ray SDK looks for the trace header.
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private final Sandbox sandbox;
    private final AwsCodecs codecs;
    private final Faults faults;
    private final AwsLogger logger;
    private final Log4jRequestId log4j;
    private final @Nullable LoadedHandler handler;
    private final @Nullable HandlerFault misnamed;

    /// Loads a function and runs its initialisation.
    ///
    /// @throws InitException if it cannot be initialised
    ChildFunction(ClassLoader customer, Sandbox sandbox) throws InitException {
        this.sandbox = sandbox;
        codecs = new AwsCodecs(customer);
        faults = new Faults(codecs);
        logger = new AwsLogger(sandbox, codecs);
        log4j = new Log4jRequestId(customer);
        Thread.currentThread().setContextClassLoader(customer);
        LoadedHandler found = null;
        HandlerFault fault = null;
        try {
            LambdaRuntimeLogger.set(customer, logger);
            found = new HandlerLoader(customer, codecs)
                    .load(sandbox.version().spec().handler());
            SnapshotHooks.run(sandbox, customer);
        } catch (HandlerFault e) {
            if (e.failsInitialisation()) throw failed(e);
            fault = e;
        } catch (Throwable e) {
            throw failed(e);
        }
        handler = found;
        misnamed = fault;
    }

    private InitException failed(Throwable error) {
        log(error);
        return new InitException(faults.of(Fault.Kind.INIT, error));
    }

    /// Serves an invocation.
    ///
    /// @return whether it can serve another one
    boolean serve(RuntimeInvocation invocation, Reply reply) {
        var call = new JavaCall(sandbox, logger, codecs, invocation, reply);
        logger.serving(invocation);
        System.setProperty(TRACE_HEADER, invocation.traceHeader());
        try {
            if (misnamed != null) throw misnamed;
            log4j.put(invocation.requestId());
            var payload = Objects.requireNonNull(handler).handle(call);
            if (payload != null) reply.returned(payload);
            else call.closeOutput();
            return true;
        } catch (Throwable e) {
            log(e);
            reply.failed(faults.of(Fault.Kind.HANDLER, e));
            return !Faults.endEnvironment(e);
        } finally {
            System.clearProperty(TRACE_HEADER);
        }
    }

    private void log(Throwable error) {
        logger.log(Faults.logText(error), logger.isJson() ? LogLevel.ERROR : LogLevel.UNDEFINED);
    }
}
