package dev.samovar.java.crac;

import org.jspecify.annotations.Nullable;

/// A restore failed; what the resources threw is suppressed in it.
public class RestoreException extends Exception {
    private static final long serialVersionUID = 1;

    /// Without a message.
    public RestoreException() {}

    /// With a message.
    public RestoreException(@Nullable String message) {
        super(message);
    }
}
