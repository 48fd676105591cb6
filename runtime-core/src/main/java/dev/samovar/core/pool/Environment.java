package dev.samovar.core.pool;

import dev.samovar.api.FunctionVersion;
import dev.samovar.core.pool.State.Idle;
import dev.samovar.core.pool.State.Shelved;
import dev.samovar.core.seam.EnvironmentThread;
import dev.samovar.core.seam.Nanos;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import dev.samovar.spi.Sandbox;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One place where one function version runs, one request at a time.
///
/// Its state is moved by compare-and-set by whoever has a reason to. Its instance is started,
/// specialised, invoked and closed on its own thread, or on a caller's thread that claimed it; `kill`
/// alone comes from elsewhere.
public final class Environment {
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    private final Pool pool;
    private final long id;
    private final Bridge bridge;
    private final BlankKey key;
    private final EnvironmentThread thread;
    private final long startedAt;
    private final AtomicReference<State> state = new AtomicReference<>(new State.Starting());
    private final AtomicBoolean killing = new AtomicBoolean();
    private volatile @Nullable Instance instance;
    private volatile @Nullable EnvironmentSandbox sandbox;
    private volatile @Nullable VersionPool versions;
    private volatile @Nullable Shelf home;
    private volatile boolean superseded;

    Environment(Pool pool, long id, Bridge bridge, BlankKey key, EnvironmentThread thread, long startedAt) {
        this.pool = pool;
        this.id = id;
        this.bridge = bridge;
        this.key = key;
        this.thread = thread;
        this.startedAt = startedAt;
    }

    /// Unique within the runtime.
    public long id() {
        return id;
    }

    /// What it is doing.
    public State state() {
        return state.get();
    }

    /// Moves from one state to another, if it is still in the one.
    public boolean move(State from, State to) {
        return state.compareAndSet(from, to);
    }

    /// Sets the state where nobody else can: while it is being started.
    void become(State to) {
        state.set(to);
    }

    /// Runs a task on its thread.
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /// Binds it to a version: from now on it is no blank.
    public void bind(VersionPool versions, Shelf home, EnvironmentSandbox sandbox) {
        this.versions = versions;
        this.home = home;
        this.sandbox = sandbox;
    }

    /// Starts an instance, unless one is there already.
    public void startInstance() throws InitException {
        if (instance == null) instance = bridge.start(key);
    }

    /// Loads a version's code into the instance and runs its initialisation.
    public void specialise(Program program) throws InitException {
        instance().specialise(program, sandbox());
    }

    /// The instance.
    public Instance instance() {
        var there = instance;
        if (there == null) throw new IllegalStateException("environment " + id + " has no instance");
        return there;
    }

    /// Whether there is an instance.
    public boolean hasInstance() {
        return instance != null;
    }

    /// What surrounds the instance.
    public Sandbox sandbox() {
        var there = sandbox;
        if (there == null) throw new IllegalStateException("environment " + id + " runs no function");
        return there;
    }

    /// Makes the instance end soon, if there is one. Killing can run code of the function, so it does not
    /// happen on the caller's thread; one that is under way is not begun again.
    public void kill() {
        var there = instance;
        if (there != null && killing.compareAndSet(false, true)) pool.background(() -> kill(there));
    }

    private void kill(Instance there) {
        guarded("killed", there::kill);
        killing.set(false);
    }

    /// Ends the instance and keeps the sandbox.
    public void closeInstance() {
        var there = instance;
        if (there != null) guarded("closed", there::close);
        instance = null;
        var around = sandbox;
        if (there != null && around != null) guarded("cleared", around::instanceEnded);
    }

    /// How many nanoseconds ending the instance may take because somebody is told of it.
    public long shutdownNanos() {
        var there = instance;
        return there == null ? 0 : Nanos.of(there.shutdown());
    }

    /// What cannot be done is reported, so that everything else is given back.
    private void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("environment {} could not be {}", id, what, e);
        }
    }

    /// Gives the environment back after a request, to be used again.
    ///
    /// @param from the state the request left it in
    /// @param initialised whether its instance can serve another request; if not, the next one
    ///     initialises it again
    /// @param now the time, in ticks
    public void shelve(State from, boolean initialised, long now) {
        var owner = versions;
        var shelf = home;
        if (owner == null || shelf == null || isSuperseded(owner, shelf) || shelf.isSurplus()) {
            if (move(from, new State.Stopping("superseded"))) end("superseded");
            return;
        }
        var node = initialised ? new Idle(this, now) : new State.Reset(this, now);
        if (!move(from, node)) return;
        shelf.put(node);
        pool.watch(node.deadline());
        if (isSuperseded(owner, shelf) || shelf.isSurplus()) retireIdle(node, "superseded");
    }

    private boolean isSuperseded(VersionPool owner, Shelf shelf) {
        return superseded || owner.isRetired() || shelf.isRetired() || pool.isClosed();
    }

    /// Ends it now if it waits, else when it comes back: another one serves in its place.
    public void supersede(String why) {
        superseded = true;
        if (state() instanceof Shelved node) retireIdle(node, why);
    }

    /// Ends it if it still waits.
    boolean retireIdle(Shelved node, String why) {
        if (!move(node, new State.Stopping(why))) return false;
        var shelf = home;
        if (shelf != null) shelf.prune();
        execute(() -> end(why));
        return true;
    }

    /// Ends a blank, if it still is one.
    void retireBlank(State.Blank blank, String why) {
        if (move(blank, new State.Stopping(why))) execute(() -> end(why));
    }

    /// Ends it for good, on its own thread or on one that claimed it.
    public void end(String why) {
        closeInstance();
        abandon(why);
        closeSandbox();
    }

    /// Gives it up without waiting for its thread, which does not come back: what it holds stays until it does.
    public void abandon(String why) {
        state.set(new State.Dead(why));
        thread.close();
        pool.forget(this, why);
    }

    /// Clears away what an abandoned instance held, when it ended after all.
    public void cleanAfterAbandoned() {
        closeInstance();
        closeSandbox();
    }

    private void closeSandbox() {
        var there = sandbox;
        if (there != null) guarded("cleared away", there::close);
    }

    long idleDeadline(long since) {
        return provisioned() ? Long.MAX_VALUE : since + pool.keepAliveNanos();
    }

    /// Whether it is kept ready, however long it waits.
    public boolean provisioned() {
        var shelf = home;
        return shelf != null && shelf.isProvisioned();
    }

    /// Tells its shelf that it does not come back.
    public void lost() {
        var shelf = home;
        if (shelf != null) shelf.lost();
    }

    /// Which instances it could have been.
    public BlankKey key() {
        return key;
    }

    /// The bridge that runs it.
    public Bridge bridge() {
        return bridge;
    }

    /// Whether its instance can serve an invocation on any thread.
    public boolean callerRuns() {
        return bridge.capabilities().contains(Capability.CALLER_RUNS);
    }

    /// The shelf it waits on between requests, or null for a blank.
    public @Nullable Shelf home() {
        return home;
    }

    /// When it was started, in ticks.
    public long startedAt() {
        return startedAt;
    }

    /// The version it runs, or null for a blank.
    public @Nullable FunctionVersion version() {
        var owner = versions;
        return owner == null ? null : owner.version();
    }
}
