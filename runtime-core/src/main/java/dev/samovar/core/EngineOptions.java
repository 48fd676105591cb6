package dev.samovar.core;

import dev.samovar.api.Account;
import dev.samovar.api.Isolation;
import dev.samovar.core.governor.GovernorLimits;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.CodeSource;
import dev.samovar.spi.DestinationSender;
import dev.samovar.spi.FunctionVariables;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.RuntimeListener;
import dev.samovar.spi.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What an engine is made of; assembled by the builder that hosts see.
///
/// @param account where functions live
/// @param isolation the floor of isolation
/// @param limits the account's limits
/// @param pool how long environments are kept and how many are prepared
/// @param initLimit how long an on-demand initialisation may take
/// @param killGrace how long after its deadline an instance may take to end before it is given up
/// @param deadlinesPaused whether no deadline ends anything, because somebody debugs
/// @param unpackedLimit the bytes a package and its layers may have together, unpacked
/// @param waitingEventsLimit how many bytes of asynchronous events may wait
/// @param directory where code is unpacked and sandboxes live; the engine owns what it makes there
/// @param temporary whether the directory itself goes when the engine closes
/// @param bridges what runs functions, the most preferred first
/// @param codeSources where packages come from, besides the disk and memory
/// @param senders what tells destinations of asynchronous events, besides functions
/// @param variables what functions are given besides Lambda's own variables
/// @param opensLoopback whether code that is not trusted can connect to this machine's loopback interface
/// @param store where what is written is kept; without one it ends with the engine
/// @param logs where functions' logs go
/// @param listeners who hears of everything
/// @param seams time, chance and threads
public record EngineOptions(
        Account account,
        Isolation isolation,
        GovernorLimits limits,
        PoolOptions pool,
        Duration initLimit,
        Duration killGrace,
        boolean deadlinesPaused,
        long unpackedLimit,
        long waitingEventsLimit,
        Path directory,
        boolean temporary,
        List<Bridge> bridges,
        List<CodeSource> codeSources,
        List<DestinationSender> senders,
        FunctionVariables variables,
        BooleanSupplier opensLoopback,
        Optional<Store> store,
        LogStore logs,
        List<RuntimeListener> listeners,
        Seams seams) {

    /// @throws IllegalArgumentException if a time or a size is negative
    public EngineOptions {
        require(!initLimit.isNegative(), "the limit of an initialisation", initLimit);
        require(!killGrace.isNegative(), "the grace of a kill", killGrace);
        require(waitingEventsLimit >= 0, "the limit of waiting events", waitingEventsLimit);
        require(unpackedLimit >= 0, "the limit of an unpacked package", unpackedLimit);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) throw new IllegalArgumentException(what + " is at least 0, not " + value);
    }
}
