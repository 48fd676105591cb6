package dev.samovar.spi;

import dev.samovar.api.FunctionRuntimeException;
import org.jspecify.annotations.Nullable;

/// A deployment package that can never run: broken, too large, or with entries that leave it.
public final class InvalidPackageException extends FunctionRuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidPackageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
