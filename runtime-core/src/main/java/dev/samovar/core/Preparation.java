package dev.samovar.core;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.UpdateStatus;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes ready in the background what was written, so that it serves, and tells who waits for that.
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final Registry<Deployed> registry;
    private final Deployer deployer;
    private final Executor background;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    Preparation(Registry<Deployed> registry, Deployer deployer, Executor background) {
        this.registry = registry;
        this.deployer = deployer;
        this.background = background;
    }

    /// Prepares a create or an update of `$LATEST` that was begun.
    ///
    /// @return what was begun
    FunctionVersion begin(FunctionVersion begun, Deployer.Draft draft, Gate gate) {
        var code = draft.code().again();
        inBackground(begun, () -> finish(begun, deployer.deploy(code, begun, gate)));
        return begun;
    }

    /// Prepares the code of `$LATEST` once more, for the version that was published from it.
    void begin(FunctionVersion published, Deployed from) {
        var code = from.code().again();
        inBackground(published, () -> {
            var made = deployer.deploy(code, published, from.gate());
            if (!registry.finishPublish(published, made)) made.retire("deleted");
        });
    }

    /// Makes ready what was written down before, on all processors, and returns when that is done. What cannot be is
    /// described as failed, until a runtime that can is opened.
    void restore(Collection<FunctionVersion> unready, Function<FunctionVersion, Gate> gates) {
        var waiting = new ConcurrentLinkedQueue<>(unready);
        int most = Math.min(waiting.size(), Runtime.getRuntime().availableProcessors());
        var workers = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < most; i++)
            workers.add(CompletableFuture.runAsync(
                    () -> {
                        for (var next = waiting.poll(); next != null; next = waiting.poll())
                            restore(next, gates.apply(next));
                    },
                    background));
        workers.forEach(CompletableFuture::join);
    }

    private void restore(FunctionVersion version, Gate gate) {
        boolean begun = version.state() == FunctionState.PENDING || version.update() == UpdateStatus.IN_PROGRESS;
        try {
            var made = deployer.redeploy(version, gate);
            if (begun && version.version().isLatest()) finish(version, made);
            else if (begun ? !registry.finishPublish(version, made) : !registry.ready(version, made))
                made.retire("superseded");
        } catch (RequestRefusedException e) {
            var reason = e.refusal().message();
            LOG.warn("{} was written down, and is not run here: {}", version.arn(), reason);
            isNotReady(version, begun, reason);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} was written down, and cannot be made ready", version.arn(), e);
            isNotReady(version, begun, String.valueOf(e.getMessage()));
        }
    }

    private void isNotReady(FunctionVersion version, boolean begun, String reason) {
        if (!begun) registry.unfit(version, reason);
        else if (version.version().isLatest()) registry.fail(version, reason);
        else registry.failPublish(version, reason);
    }

    private void finish(FunctionVersion begun, Deployed made) {
        var replaced = registry.finish(begun, made);
        if (replaced != null) replaced.retire(replaced == made ? "deleted" : "superseded");
    }

    private void inBackground(FunctionVersion begun, Runnable work) {
        background.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("{} could not be prepared", begun.arn(), e);
                if (begun.version().isLatest()) registry.fail(begun, String.valueOf(e.getMessage()));
                else registry.failPublish(begun, String.valueOf(e.getMessage()));
            } finally {
                signal();
            }
        });
    }

    /// Has everybody look who waits.
    void signal() {
        lock.lock();
        try {
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the version is not pending and no update of it is under way.
    FunctionVersion await(FunctionRef ref) {
        lock.lock();
        try {
            while (true) {
                var now = registry.describe(ref);
                if (now.state() != FunctionState.PENDING && now.update() != UpdateStatus.IN_PROGRESS) return now;
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
