package dev.samovar.spi;

import java.time.Duration;

/// A running place for one function version: a class loader, a polyglot context or a process.
///
/// `specialise`, `invoke` and `close` are called one at a time, by the environment's own thread unless the
/// bridge can [Capability#CALLER_RUNS]. `kill` may be called by any thread at any time.
public interface Instance extends AutoCloseable {

    /// Does in advance what most functions need, since the instance waits as a blank and nobody for it. Called once
    /// at most, before [#specialise].
    default void prepare() {}

    /// Loads a version's code and runs its initialisation.
    ///
    /// @throws InitException if the function cannot be initialised; the instance is closed then
    void specialise(Program program, Sandbox sandbox) throws InitException;

    /// Serves one invocation and returns when the instance is done with it, which may be after it replied. It
    /// must reply exactly once unless it was killed.
    ///
    /// @return whether the instance can serve another one
    boolean invoke(RuntimeInvocation invocation, Reply reply);

    /// Makes `specialise` or `invoke` end soon if it is running, and returns without waiting for that. The
    /// instance is not used again except to be closed.
    void kill();

    /// The most memory it used, in bytes, or -1 if that cannot be told.
    default long maxMemoryUsed() {
        return -1;
    }

    /// How [#maxMemoryUsed] is measured, as a sentence.
    default String memoryMeasure() {
        return "not measured";
    }

    /// How much time [#close] gives, if it were called now, to those beside the function who are told that the
    /// environment ends. The caller of an invocation after which it is closed does not wait for that.
    default Duration shutdown() {
        return Duration.ZERO;
    }

    /// Ends the instance and leaves nothing behind. Called also after `kill`.
    @Override
    void close();
}
