package dev.samovar.core.pool;

import dev.samovar.core.pool.State.Shelved;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Idle environments that fit the same requests, the most recently used on top.
///
/// It is a lock-free stack whose nodes are the idle states themselves. An environment that ends while it
/// waits only changes its state; its node is then stale: whoever takes it off the top goes on to the
/// next, and [#prune] unlinks it below the top. A node is never put twice, so a compare-and-set of the
/// top cannot be fooled.
public final class Shelf {
    private final AtomicReference<@Nullable Shelved> top = new AtomicReference<>();
    private final AtomicInteger surplus = new AtomicInteger();
    private final @Nullable Runnable onLoss;
    private volatile boolean retired;

    private Shelf(@Nullable Runnable onLoss) {
        this.onLoss = onLoss;
    }

    /// An empty shelf for requests as they come.
    public static Shelf onDemand() {
        return new Shelf(null);
    }

    /// An empty shelf of environments that are kept ready, however long they wait.
    ///
    /// @param onLoss runs when one of them is gone without having been retired
    public static Shelf provisioned(Runnable onLoss) {
        return new Shelf(onLoss);
    }

    /// Whether its environments are kept ready.
    public boolean isProvisioned() {
        return onLoss != null;
    }

    /// One of its environments does not come back.
    void lost() {
        if (onLoss != null) onLoss.run();
    }

    /// Puts an environment on top.
    void put(Shelved node) {
        while (true) {
            var below = top.get();
            node.next = below;
            if (top.compareAndSet(below, node)) return;
        }
    }

    /// Takes the most recently used environment and gives it the new state, or answers null if none is left.
    public @Nullable Environment take(State.Busy state) {
        while (true) {
            var node = top.get();
            if (node == null) return null;
            if (!top.compareAndSet(node, node.next)) continue;
            if (node.environment().move(node, state)) return node.environment();
        }
    }

    /// Whether an environment waits here.
    public boolean hasIdle() {
        for (var node = top.get(); node != null; node = node.next) if (isLive(node)) return true;
        return false;
    }

    /// Unlinks the nodes of environments that no longer wait.
    synchronized void prune() {
        for (var node = top.get(); node != null && !isLive(node); node = top.get()) top.compareAndSet(node, node.next);
        for (var node = top.get(); node != null; node = node.next) {
            var next = node.next;
            while (next != null && !isLive(next)) next = next.next;
            node.next = next;
        }
    }

    /// Ends every environment that waits here now, and those that would come back to it.
    public void retire(String why) {
        retired = true;
        for (var node = top.getAndSet(null); node != null; node = node.next)
            node.environment().retireIdle(node, why);
    }

    /// Ends so many of its environments: idle ones now, then busy ones when they come back.
    public void retire(int count, String why) {
        for (int left = count; left > 0; left--) {
            if (retireOne(why)) continue;
            surplus.addAndGet(left);
            return;
        }
    }

    /// Ends one environment that waits here, if one does.
    ///
    /// @return whether one did
    public boolean retireOne(String why) {
        for (var node = top.get(); node != null; node = top.get())
            if (top.compareAndSet(node, node.next) && node.environment().retireIdle(node, why)) return true;
        return false;
    }

    /// Whether an environment that comes back is one too many; it is then counted as ended.
    boolean isSurplus() {
        return surplus.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    boolean isRetired() {
        return retired;
    }

    private static boolean isLive(Shelved node) {
        return node.environment().state() == node;
    }
}
