package dev.samovar.core.seam;

/// The one thread of an environment. It runs a task at a time, in the order they came.
public interface EnvironmentThread {

    /// Runs a task on the thread, and returns at once. At most one task may be waiting.
    void execute(Runnable task);

    /// Ends the thread after its current task. Harmless when it is closed already.
    void close();
}
