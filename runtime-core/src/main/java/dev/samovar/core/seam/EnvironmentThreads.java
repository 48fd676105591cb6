package dev.samovar.core.seam;

/// Makes the threads of environments.
public interface EnvironmentThreads {

    /// A new thread, which waits for its first task.
    ///
    /// @param stackBytes the size of its stack, or 0 for the JVM's default
    EnvironmentThread open(String name, long stackBytes);

    /// Platform threads, each in a thread group of its own: what a handler starts is found in
    /// its environment's group.
    static EnvironmentThreads platform() {
        return PlatformThread::new;
    }
}
