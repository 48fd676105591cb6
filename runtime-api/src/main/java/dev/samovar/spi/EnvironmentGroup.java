package dev.samovar.spi;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/// The thread group of one environment: what its own thread starts is found in it.
public final class EnvironmentGroup extends ThreadGroup {
    private volatile @Nullable UncaughtExceptionHandler handler;

    /// @param name the name of the group
    public EnvironmentGroup(String name) {
        super(name);
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
