package dev.samovar.java.handler;

import org.jspecify.annotations.Nullable;

/// A handler that cannot be used, or code of the customer's that threw: what Lambda's runtime calls
/// a user fault.
public final class HandlerFault extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean fatal;

    private HandlerFault(String message, @Nullable Throwable cause, boolean fatal) {
        super(message, cause);
        this.fatal = fatal;
    }

    /// A handler that was named wrongly: told at every invocation, while the environment lives on.
    static HandlerFault misnamed(String message) {
        return new HandlerFault(message, null, false);
    }

    /// A class that is not there, or cannot be used: told at every invocation, while the environment lives on.
    static HandlerFault missing(String message, Throwable cause) {
        return new HandlerFault(message, cause, false);
    }

    /// A class of which there can be no instance: told at every invocation, while the environment lives on.
    static HandlerFault unmade(Throwable cause) {
        return new HandlerFault(new Thrown(cause).message(), cause, false);
    }

    /// Code of the customer's threw while the handler was made: the environment cannot be initialised.
    static HandlerFault threw(Throwable cause) {
        return new HandlerFault(new Thrown(cause).message(), cause, true);
    }

    /// A class that is there and cannot be loaded: the environment cannot be initialised.
    static HandlerFault loading(String className, LinkageError cause) {
        var why = cause.getMessage();
        return new HandlerFault("Error loading class " + className + (why == null ? "" : ": " + why), cause, true);
    }

    /// Whether the environment cannot live on.
    public boolean fatal() {
        return fatal;
    }
}
