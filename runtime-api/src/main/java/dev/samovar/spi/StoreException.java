package dev.samovar.spi;

import dev.samovar.api.FunctionRuntimeException;
import org.jspecify.annotations.Nullable;

/// A [Store] cannot be opened, or does not keep what it was given.
public final class StoreException extends FunctionRuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong and, if anything helps, what does
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
