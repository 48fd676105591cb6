package dev.samovar.api;

import org.jspecify.annotations.Nullable;

/// The root of the errors that Samovar throws. What can happen to a well-formed request is no exception
/// but an [InvocationResult].
public class FunctionRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FunctionRuntimeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
