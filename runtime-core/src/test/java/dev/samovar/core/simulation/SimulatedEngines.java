package dev.samovar.core.simulation;

import dev.samovar.api.Account;
import dev.samovar.api.Isolation;
import dev.samovar.core.Engine;
import dev.samovar.core.EngineOptions;
import dev.samovar.core.governor.GovernorLimits;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.RuntimeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Engines on a virtual clock. What a test does not say is as below.
final class SimulatedEngines {
    GovernorLimits limits = new GovernorLimits(1000, 100, 1000, 0, 10);
    PoolOptions pool = new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 0);
    LogStore logs = new MemoryLogStore(1 << 20, () -> Instant.EPOCH);
    List<RuntimeListener> listeners = List.of();

    private final Simulation world;
    private final Path directory;

    SimulatedEngines(Simulation world, Path directory) {
        this.world = world;
        this.directory = directory;
    }

    Engine start(Bridge... bridges) {
        return Engine.start(new EngineOptions(
                new Account("aws", "us-east-1", "000000000000"),
                Isolation.IN_PROCESS,
                limits,
                pool,
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                false,
                1 << 20,
                1 << 20,
                directory,
                false,
                List.of(bridges),
                List.of(),
                List.of(),
                _ -> Map.of(),
                () -> false,
                Optional.empty(),
                logs,
                listeners,
                world.seams()));
    }
}
