package dev.samovar.core.pool;

import dev.samovar.spi.Sandbox;

/// A sandbox as its environment owns it.
public interface EnvironmentSandbox extends Sandbox, AutoCloseable {

    /// Its instance has ended.
    void instanceEnded();

    /// Removes what it holds on disk.
    @Override
    void close();
}
