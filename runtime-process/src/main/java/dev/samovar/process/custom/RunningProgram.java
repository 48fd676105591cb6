package dev.samovar.process.custom;

import dev.samovar.spi.ProcessEnd;
import java.util.function.Consumer;

/// A program of a function's that was started.
public interface RunningProgram extends AutoCloseable {

    /// Hears what the shell above the function tells, on a thread that must not be held up.
    void onNote(Consumer<String> listener);

    /// Asks the function's first process to end, with a `SIGTERM`.
    void terminate();

    /// Whether it has not ended.
    boolean isAlive();

    /// Runs a task once it has ended, on a thread that must not be held up.
    void onEnd(Runnable task);

    /// Waits, for a bounded time, until the log has all that it wrote so far.
    void awaitLog();

    /// It begins to work, after it waited.
    void begins();

    /// Has it stand still with all it started until it [#begins] again, if the host wants that.
    ///
    /// @return whether it stands still
    boolean rests();

    /// The most bytes of memory that it ever used, or was seen to use with all that it started; -1 if it is gone or
    /// the system does not tell.
    long mostMemory();

    /// The same where a shell is the first process: the sum of what those below it had.
    long mostMemoryBelow();

    /// How it ended. Waits for that, for a bounded time, and ends it if it takes longer.
    ProcessEnd end();

    /// Makes it and all it started end soon, and returns without waiting for that.
    void kill();

    /// Ends it and all it started, and leaves nothing behind.
    @Override
    void close();
}
