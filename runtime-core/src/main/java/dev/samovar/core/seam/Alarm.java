package dev.samovar.core.seam;

/// Wakes somebody at a time.
public interface Alarm extends AutoCloseable {

    /// Wakes at this time of the ticker or soon after, unless an earlier time is asked for until then.
    void wakeAt(long nanos);

    @Override
    void close();
}
