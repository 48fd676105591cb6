package dev.samovar.java.crac;

import org.jspecify.annotations.Nullable;

/// A checkpoint could not be taken; what the resources threw is suppressed in it.
public class CheckpointException extends Exception {
    private static final long serialVersionUID = 1;

    /// Without a message.
    public CheckpointException() {}

    /// With a message.
    public CheckpointException(@Nullable String message) {
        super(message);
    }
}
