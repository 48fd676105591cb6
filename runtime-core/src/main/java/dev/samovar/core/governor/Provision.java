package dev.samovar.core.governor;

import java.util.concurrent.atomic.AtomicInteger;

/// Provisioned capacity of one qualifier: how many environments are allocated, and how many of them are in use.
public final class Provision {
    private final Gate gate;
    private final AtomicInteger inUse = new AtomicInteger();
    private volatile int allocated;

    Provision(Gate gate) {
        this.gate = gate;
    }

    /// Counts so many environments as ready from now on.
    public void allocate(int units) {
        gate.allocate(this, units);
    }

    /// How many environments are ready or in use.
    public int allocated() {
        return allocated;
    }

    /// How many of them are in use.
    public int inUse() {
        return inUse.get();
    }

    void setAllocated(int units) {
        allocated = units;
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
