package dev.samovar.core.seam;

/// Makes the threads of environments.
public interface EnvironmentThreads {

    /// A new thread, which waits for its first task.
    EnvironmentThread open(String name);

    /// Platform threads, each in a thread group of its own: what a handler starts is found in
    /// its environment's group.
    static EnvironmentThreads platform() {
        return PlatformThread::new;
    }
}
