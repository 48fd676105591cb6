package dev.samovar.core.pool;

/// A state that does not last for ever.
public interface Timed {

    /// When it ends, in ticks, or [Long#MAX_VALUE].
    long deadline();

    /// The deadline has passed; called by the watch, and again at each of its rounds until the
    /// state is another.
    void expired(Environment environment);
}
