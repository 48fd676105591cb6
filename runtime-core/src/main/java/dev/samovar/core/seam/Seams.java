package dev.samovar.core.seam;

import dev.samovar.spi.EnvironmentGroup;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Everything of the outside that the engine's behaviour depends on: time, chance and threads.
///
/// @param clock the time of day
/// @param ticker nanoseconds that only go forward, with no particular origin but far from overflow
/// @param draws numbers in `[0, 1)`
/// @param ids request and revision ids
/// @param threads the threads of environments
/// @param alarms what wakes the engine
/// @param background runs what nobody waits for on an environment's thread, such as preparing code
public record Seams(
        InstantSource clock,
        LongSupplier ticker,
        DoubleSupplier draws,
        Supplier<UUID> ids,
        EnvironmentThreads threads,
        Alarms alarms,
        Executor background) {

    /// The real world.
    ///
    /// Background tasks get threads of the system's: kills are among them, and must not wait for carriers
    /// that busy virtual threads hold.
    public static Seams real() {
        LongSupplier ticker = System::nanoTime;
        return new Seams(
                InstantSource.system(),
                ticker,
                () -> ThreadLocalRandom.current().nextDouble(),
                Seams::fastId,
                EnvironmentThreads.platform(),
                Alarms.threads(ticker),
                backgroundThreads());
    }

    /// As many threads as there are tasks, used again for a moment: kills come several at once, on a machine
    /// that what they kill keeps busy. They belong to whoever makes them, though an environment's thread may be
    /// the one that wants another: what is in its group ends with it.
    private static Executor backgroundThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .group(EnvironmentGroup.outside())
                        .name("samovar-background")
                        .factory());
    }

    /// A version 4 UUID from the thread's own generator. It is unique, not secret: ids are never
    /// used as capabilities.
    private static UUID fastId() {
        var random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000000000000000L);
    }
}
