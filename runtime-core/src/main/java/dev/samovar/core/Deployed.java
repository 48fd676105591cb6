package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.core.code.PackageClaim;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.VersionPool;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Program;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What runs one version: its prepared code, its environments, its function's gate. Hangs in the registry, so
/// that an invocation that resolved a reference has everything in its hands.
///
/// The prepared code and the package on disk stay as long as anyone uses them: the registry until the version
/// is retired, and every environment until it is gone.
final class Deployed {
    /// Whether it may go to another engine. One that could not once stays where it is, for good.
    private enum Move {
        POSSIBLE,
        BEGUN,
        FAILED
    }

    private final Deployment deployment;
    private final Promotion promotion;
    private final VersionPool pool;
    private final Gate gate;
    private final long timeoutNanos;
    private final String functionArn;
    private final PackageClaim code;
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicReference<Move> move = new AtomicReference<>(Move.POSSIBLE);
    private volatile Map<Qualifier, ProvisionedShelf> provisioned = Map.of();

    /// The engine that new environments start on, then those it was on before.
    private volatile List<Prepared> engines;

    Deployed(
            FunctionVersion version,
            Prepared engine,
            Promotion promotion,
            Deployment deployment,
            Gate gate,
            PackageClaim code) {
        this.engines = List.of(engine);
        this.promotion = promotion;
        this.deployment = deployment;
        this.gate = gate;
        this.code = code;
        this.pool = new VersionPool(version);
        this.timeoutNanos = version.spec().timeout().toNanos();
        this.functionArn = version.arn().unqualified().toString();
    }

    FunctionVersion version() {
        return pool.version();
    }

    /// The ARN of the function, without a qualifier.
    String functionArn() {
        return functionArn;
    }

    /// What new environments start on.
    Prepared engine() {
        return engines.getFirst();
    }

    /// The code as the bridge of an environment prepared it.
    Program programOf(Bridge bridge) {
        for (var engine : engines) if (engine.bridge().equals(bridge)) return engine.program();
        throw new IllegalArgumentException(version().arn() + " was not prepared for " + bridge.engine());
    }

    /// One more engine that the code is prepared for. Called by one who entered.
    void prepared(Prepared engine) {
        engines = Stream.concat(engines.stream(), Stream.of(engine)).toList();
    }

    /// Begins to move it from an engine to another one; false if it is not there any more, or if that was begun
    /// before and failed, or has not ended yet.
    boolean beginMove(Prepared from) {
        if (!move.compareAndSet(Move.POSSIBLE, Move.BEGUN)) return false;
        if (engine().equals(from)) return true;
        move.set(Move.POSSIBLE);
        return false;
    }

    /// The move that was begun failed.
    void stays() {
        move.compareAndSet(Move.BEGUN, Move.FAILED);
    }

    /// Has new environments start on an engine that the code is prepared for.
    void moveTo(Prepared engine) {
        engines = Stream.concat(Stream.of(engine), engines.stream().filter(other -> !other.equals(engine)))
                .toList();
        move.compareAndSet(Move.BEGUN, Move.POSSIBLE);
    }

    /// An environment has served a request.
    void served(Environment environment) {
        promotion.look(this, environment);
    }

    Deployment deployment() {
        return deployment;
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
        for (var engine : engines) engine.program().close();
        code.close();
    }

    /// Ends its environments, the busy ones after their request, and gives the prepared code back after them.
    void retire(String why) {
        pool.retire(why);
        leave();
    }
}
