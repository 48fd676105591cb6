package dev.samovar.core.governor;

import java.util.concurrent.atomic.AtomicInteger;

/// Provisioned capacity of one qualifier: how many environments are withheld for it, how many of them are
/// allocated, which is ready or in use, and how many are in use.
public final class Provision {
    private static final long SECOND = 1_000_000_000L;

    private final Gate gate;
    private final AtomicInteger inUse = new AtomicInteger();
    private final Rate requests;
    private volatile int withheld;
    private volatile int allocated;

    Provision(Gate gate, long now) {
        this.gate = gate;
        this.requests = new Rate(now);
    }

    /// Counts so many environments as withheld from others, and so many of them as ready, from now on.
    public void resize(int withheldUnits, int allocatedUnits) {
        gate.resize(this, withheldUnits, allocatedUnits);
    }

    /// How many environments are ready or in use.
    public int allocated() {
        return allocated;
    }

    /// How many of them are in use.
    public int inUse() {
        return inUse.get();
    }

    int withheld() {
        return withheld;
    }

    void set(int withheldUnits, int allocatedUnits) {
        withheld = withheldUnits;
        allocated = allocatedUnits;
    }

    /// Whether one more request of this second is within the rate; with nothing allocated there is none.
    boolean isWithinRate(long now, int perUnit) {
        return requests.tryTake(now, (long) allocated * perUnit, SECOND);
    }

    boolean hasRoom() {
        return inUse.get() < allocated;
    }

    boolean tryTake() {
        while (true) {
            int before = inUse.get();
            if (before >= allocated) return false;
            if (inUse.compareAndSet(before, before + 1)) return true;
        }
    }

    void giveBack() {
        inUse.decrementAndGet();
    }
}
