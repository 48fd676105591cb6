package dev.samovar.java.handler;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.io.IOError;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the customer's code threw, as Lambda's Java runtime reports it: the body, and the line in the log.
///
/// Source: AWS Lambda developer guide, "AWS Lambda function errors in Java".
public final class Faults {
    private final Codecs codecs;

    /// @param codecs are asked for a codec when something was thrown, since to make one is a part of
    /// a cold start
    public Faults(Codecs codecs) {
        this.codecs = codecs;
    }

    /// The fault of an error.
    public Fault of(Fault.Kind kind, Throwable error) {
        if (error instanceof HandlerFault fault) return ofHandler(kind, fault);
        var thrown = new Thrown(error);
        return fault(kind, thrown.type(), thrown.message(), thrown.frames());
    }

    private Fault ofHandler(Fault.Kind kind, HandlerFault fault) {
        var cause = fault.getCause();
        var type = cause == null ? null : cause.getClass().getName();
        return fault(kind, type, String.valueOf(fault.getMessage()), null);
    }

    private Fault fault(Fault.Kind kind, @Nullable String type, String told, @Nullable List<String> frames) {
        var message = Utf8.sayable(told);
        var body = new LinkedHashMap<String, Object>();
        body.put("errorMessage", message);
        if (type != null) body.put("errorType", type);
        if (frames != null) body.put("stackTrace", frames);
        var json = codecs.codecFor(LinkedHashMap.class).write(body);
        return new Fault(kind, type == null ? "" : type, message, Payload.owning(json));
    }

    /// Whether an environment ends after an invocation that ended so: after a virtual machine or I/O error, and where
    /// its handler cannot be loaded.
    public static boolean endEnvironment(Throwable error) {
        return error instanceof VirtualMachineError
                || error instanceof IOError
                || (error instanceof HandlerFault fault && fault.endsEnvironment());
    }

    /// The text that the log gets.
    public static String logText(Throwable error) {
        if (!(error instanceof HandlerFault fault)) return logText(new Thrown(error).message(), new Thrown(error));
        var cause = fault.getCause();
        return cause == null
                ? fault.getMessage() + "\n"
                : logText(String.valueOf(fault.getMessage()), new Thrown(cause));
    }

    private static String logText(String message, Thrown thrown) {
        return message + ": " + thrown.type() + "\n" + StackTraceText.of(thrown) + "\n";
    }
}
