package dev.samovar.java.handler;

import org.jspecify.annotations.Nullable;

/// A handler that cannot be used, or code of the customer's that threw: what Lambda's runtime calls
/// a user fault.
public final class HandlerFault extends Exception {
    private static final long serialVersionUID = 1;
    private final Ends ends;

    /// When the environment ends.
    private enum Ends {
        NEVER,
        AFTER_AN_INVOCATION,
        AT_ONCE
    }

    private HandlerFault(String message, @Nullable Throwable cause, Ends ends) {
        super(message, cause);
        this.ends = ends;
    }

    /// A handler that was named wrongly: told at every invocation, while the environment lives on.
    static HandlerFault misnamed(String message) {
        return new HandlerFault(message, null, Ends.NEVER);
    }

    /// A class that is not there, or cannot be used: told at every invocation, while the environment lives on.
    static HandlerFault missing(String message, Throwable cause) {
        return new HandlerFault(message, cause, Ends.NEVER);
    }

    /// A class of which there can be no instance: told at every invocation, while the environment lives on.
    static HandlerFault unmade(Throwable cause) {
        return new HandlerFault(new Thrown(cause).message(), cause, Ends.NEVER);
    }

    /// Code of the customer's threw while the handler was made: the environment cannot be initialised.
    static HandlerFault threw(Throwable cause) {
        return new HandlerFault(new Thrown(cause).message(), cause, Ends.AT_ONCE);
    }

    /// A class that is there and cannot be loaded: the environment cannot be initialised. It can be if another class
    /// is missing, and ends when an invocation was told.
    static HandlerFault loading(String className, LinkageError cause) {
        var why = cause.getMessage();
        return new HandlerFault(
                "Error loading class " + className + (why == null ? "" : ": " + why),
                cause,
                cause instanceof NoClassDefFoundError ? Ends.AFTER_AN_INVOCATION : Ends.AT_ONCE);
    }

    /// Whether the environment cannot be initialised.
    public boolean failsInitialisation() {
        return ends == Ends.AT_ONCE;
    }

    /// Whether the environment does not outlive an invocation.
    boolean endsEnvironment() {
        return ends != Ends.NEVER;
    }
}
