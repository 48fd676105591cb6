package dev.samovar.benchmarks;

import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;

/// A runtime with one function that answers its event.
interface ChildFunction extends AutoCloseable {
    FunctionRuntime runtime();

    /// A call in an environment that is there.
    Payload warm();

    /// A call in a new environment.
    Payload cold();

    /// Waits until an environment is ready for the next call in a new one.
    void awaitBlank();

    @Override
    void close();
}
