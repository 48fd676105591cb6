package dev.samovar.spi;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/// The thread group of one environment: what its own thread starts is found in it.
public final class EnvironmentGroup extends ThreadGroup {
    private volatile @Nullable UncaughtExceptionHandler handler;

    /// A group that is in no other environment's, whoever makes it.
    ///
    /// @param name the name of the group
    public EnvironmentGroup(String name) {
        super(outside(), name);
    }

    /// The group of the thread that asks, or what is around its environment if it is in one.
    public static ThreadGroup outside() {
        var outside = Thread.currentThread().getThreadGroup();
        for (var group = outside; group != null; group = group.getParent())
            if (group instanceof EnvironmentGroup) outside = group.getParent();
        return outside;
    }

    /// Sets who hears of errors that threads of the group did not catch; until then the JVM does.
    public void onUncaught(UncaughtExceptionHandler hears) {
        handler = hears;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        var hears = handler;
        if (hears != null) hears.uncaughtException(thread, error);
        else super.uncaughtException(thread, error);
    }
}
