package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.pool.VersionPool;
import dev.samovar.core.store.PackageClaim;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What runs one version: its prepared code, its environments, its function's gate. Hangs in the registry, so
/// that an invocation that resolved a reference has everything in its hands.
///
/// The prepared code and the package on disk stay as long as anyone uses them: the registry until the version
/// is retired, and every environment until it is gone.
final class Deployed {
    private final Bridge bridge;
    private final Deployment deployment;
    private final Program program;
    private final VersionPool pool;
    private final Gate gate;
    private final long timeoutNanos;
    private final boolean callerRuns;
    private final PackageClaim code;
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile Map<Qualifier, ProvisionedShelf> provisioned = Map.of();

    Deployed(
            FunctionVersion version,
            Bridge bridge,
            Deployment deployment,
            Program program,
            Gate gate,
            PackageClaim code) {
        this.bridge = bridge;
        this.deployment = deployment;
        this.program = program;
        this.gate = gate;
        this.code = code;
        this.pool = new VersionPool(version);
        this.timeoutNanos = version.spec().timeout().toNanos();
        this.callerRuns = bridge.capabilities().contains(Capability.CALLER_RUNS);
    }

    FunctionVersion version() {
        return pool.version();
    }

    Bridge bridge() {
        return bridge;
    }

    Deployment deployment() {
        return deployment;
    }

    Program program() {
        return program;
    }

    VersionPool pool() {
        return pool;
    }

    Gate gate() {
        return gate;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    boolean callerRuns() {
        return callerRuns;
    }

    /// What is provisioned of this version for requests that ask for the qualifier, or null.
    @Nullable
    ProvisionedShelf provisionedFor(@Nullable Qualifier qualifier) {
        var all = provisioned;
        return qualifier == null || all.isEmpty() ? null : all.get(qualifier);
    }

    /// Replaces what is provisioned; called by the one who holds the provisioning lock.
    void provisioned(Map<Qualifier, ProvisionedShelf> to) {
        provisioned = Map.copyOf(to);
    }

    Map<Qualifier, ProvisionedShelf> provisioned() {
        return provisioned;
    }

    /// The claim on its package.
    PackageClaim code() {
        return code;
    }

    /// Begins to use what is prepared; false if it is gone, because the version was retired.
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /// Ends to use it.
    void leave() {
        if (users.decrementAndGet() > 0) return;
        program.close();
        code.close();
    }

    /// Ends its environments, the busy ones after their request, and gives the prepared code back after them.
    void retire(String why) {
        pool.retire(why);
        leave();
    }
}
