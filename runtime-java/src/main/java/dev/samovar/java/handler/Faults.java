package dev.samovar.java.handler;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the customer's code threw, as Lambda's Java runtime reports it: the body, and the line in the log.
///
/// Source: contract of Invoke, section 2 "Java".
public final class Faults {
    private static final String BRIDGE = "dev.samovar.java.";
    private static final String REDIRECTS = "dev.samovar.java.guest.";
    private final Codecs codecs;

    /// @param codecs are asked for a codec when something was thrown, since to make one is a part of a cold
    /// start
    public Faults(Codecs codecs) {
        this.codecs = codecs;
    }

    /// The fault of an error.
    public Fault of(Fault.Kind kind, Throwable error) {
        if (error instanceof HandlerFault fault) return ofHandler(kind, fault);
        var shown = error instanceof JsonTrouble ? RuntimeException.class : error.getClass();
        return fault(kind, shown.getName(), messageOf(error), framesOf(error));
    }

    private Fault ofHandler(Fault.Kind kind, HandlerFault fault) {
        var cause = fault.getCause();
        if (cause == null) return fault(kind, null, String.valueOf(fault.getMessage()), null);
        if (fault.fatal()) return of(kind, cause);
        return fault(kind, cause.getClass().getName(), String.valueOf(fault.getMessage()), null);
    }

    private Fault fault(Fault.Kind kind, @Nullable String type, String message, @Nullable List<String> frames) {
        var body = new LinkedHashMap<String, Object>();
        body.put("errorMessage", message);
        if (type != null) body.put("errorType", type);
        if (frames != null) body.put("stackTrace", frames);
        var json = codecs.codecFor(LinkedHashMap.class).write(body);
        return new Fault(kind, type == null ? "" : type, message, Payload.owning(json));
    }

    /// The text that the log gets.
    public static String logText(Throwable error) {
        if (error instanceof HandlerFault fault && fault.getCause() == null) return fault.getMessage() + "\n";
        var thrown = error instanceof HandlerFault && error.getCause() != null ? error.getCause() : error;
        var name = thrown instanceof JsonTrouble
                ? RuntimeException.class.getName()
                : thrown.getClass().getName();
        var text = new StringBuilder();
        text.append(messageOf(error)).append(": ").append(name).append('\n');
        text.append(name);
        if (thrown.getLocalizedMessage() != null) text.append(": ").append(thrown.getLocalizedMessage());
        text.append('\n');
        appendFrames(text, thrown);
        for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append("Caused by: ").append(cause).append('\n');
            appendFrames(text, cause);
        }
        return text.append('\n').toString();
    }

    private static void appendFrames(StringBuilder text, Throwable error) {
        for (var frame : framesOf(error)) text.append("\tat ").append(frame).append('\n');
    }

    private static String messageOf(Throwable error) {
        var message = error.getLocalizedMessage();
        return message == null ? error.getClass().getName() : message;
    }

    /// The frames of the customer's code, as far as ours.
    private static List<String> framesOf(Throwable error) {
        var frames = new ArrayList<String>();
        for (var frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith(REDIRECTS)) continue;
            if (frame.getClassName().startsWith(BRIDGE)) break;
            frames.add(new StackTraceElement(
                            null,
                            frame.getModuleName(),
                            null,
                            frame.getClassName(),
                            frame.getMethodName(),
                            frame.getFileName(),
                            frame.getLineNumber())
                    .toString());
        }
        return frames;
    }
}
