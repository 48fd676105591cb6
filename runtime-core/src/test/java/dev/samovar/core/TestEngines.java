package dev.samovar.core;

import dev.samovar.api.Account;
import dev.samovar.api.Isolation;
import dev.samovar.core.governor.GovernorLimits;
import dev.samovar.core.host.HostBridge;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.seam.Seams;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.DestinationSender;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.RuntimeListener;
import dev.samovar.spi.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Engines for tests: real time and threads, the host's handlers, and what a test adds.
final class TestEngines {
    static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");

    Path directory;
    Isolation floor = Isolation.IN_PROCESS;
    Seams seams = Seams.real();
    GovernorLimits limits = new GovernorLimits(1000, 100, 1000, 0, 10);
    PoolOptions pool = new PoolOptions(Duration.ofMinutes(10), Long.MAX_VALUE, 0);
    Duration initLimit = Duration.ofSeconds(10);
    LogStore logs = new MemoryLogStore(16 << 20, InstantSource.system());
    final List<Bridge> bridges = new ArrayList<>(List.of(new HostBridge()));
    final List<RuntimeListener> listeners = new ArrayList<>();
    Optional<Store> store = Optional.empty();
    long waitingEventsLimit = 64 << 20;
    final List<DestinationSender> senders = new ArrayList<>();

    TestEngines(Path directory) {
        this.directory = directory;
    }

    Engine start() {
        return Engine.start(new EngineOptions(
                ACCOUNT,
                floor,
                limits,
                pool,
                initLimit,
                Duration.ofMillis(200),
                false,
                262_144_000,
                waitingEventsLimit,
                directory,
                false,
                bridges,
                List.of(),
                senders,
                _ -> Map.of(),
                () -> false,
                store,
                logs,
                listeners,
                seams));
    }
}
