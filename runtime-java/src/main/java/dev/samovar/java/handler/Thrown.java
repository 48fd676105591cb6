package dev.samovar.java.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A throwable of the customer's, asked with care: what its own methods throw counts as no answer.
///
/// @param error never asked for its identity or equality
record Thrown(Throwable error) {
    private static final String BRIDGE = "dev.samovar.java.";
    private static final String REDIRECTS = "dev.samovar.java.guest.";

    /// Its class, by the name that Lambda's runtime would give it.
    String type() {
        return error instanceof JsonTrouble
                ? RuntimeException.class.getName()
                : error.getClass().getName();
    }

    /// Its message, or else its class.
    String message() {
        return Objects.requireNonNullElseGet(ask(error::getLocalizedMessage), this::type);
    }

    /// The first line of its stack trace.
    String headline() {
        if (!(error instanceof JsonTrouble)) return Objects.requireNonNullElseGet(ask(error::toString), this::type);
        return type() + ": " + message();
    }

    @Nullable
    Thrown cause() {
        var cause = ask(error::getCause);
        return cause == null ? null : new Thrown(cause);
    }

    List<Thrown> suppressed() {
        var all = new ArrayList<Thrown>();
        for (var each : error.getSuppressed()) all.add(new Thrown(each));
        return all;
    }

    /// Its frames in the customer's code, as far as ours.
    List<String> frames() {
        var frames = new ArrayList<String>();
        var trace = ask(error::getStackTrace);
        if (trace == null) return frames;
        for (var frame : trace) {
            if (frame == null || frame.getClassName().startsWith(REDIRECTS)) continue;
            if (frame.getClassName().startsWith(BRIDGE)) break;
            frames.add(withoutLoader(frame).toString());
        }
        return frames;
    }

    private static StackTraceElement withoutLoader(StackTraceElement frame) {
        return new StackTraceElement(
                null,
                frame.getModuleName(),
                null,
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber());
    }

    private static <T> @Nullable T ask(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (Throwable e) {
            return null;
        }
    }
}
