package dev.samovar.core.governor;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Keeps the account's concurrency: what is reserved, what is provisioned, and who runs.
///
/// A function without a reservation takes its on-demand permits from the account's unreserved pool; one with a
/// reservation takes them from its own. Which of the two holds is a bit in the same word as the function's
/// count of requests in flight ([Gate]), so a change of the reservation moves all of them at once and no
/// request is counted twice or not at all.
///
/// Admission takes no lock. Changes of limits take this object's monitor.
///
/// Source: AWS Lambda developer guide, "Understanding Lambda function scaling" and
/// "Configuring reserved concurrency".
public final class Governor {
    private final LongSupplier ticker;
    private final AtomicInteger unreservedInFlight = new AtomicInteger();
    private final Set<Gate> gates = new LinkedHashSet<>();
    private volatile GovernorLimits limits;
    private volatile int unreservedLimit;

    public Governor(GovernorLimits limits, LongSupplier ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.unreservedLimit = limits.concurrency();
    }

    /// The gate of a new function.
    public synchronized Gate open() {
        var gate = new Gate(this, ticker.getAsLong());
        gates.add(gate);
        return gate;
    }

    /// Forgets a deleted function and what it had reserved. Its requests in flight end as they would have.
    public synchronized void forget(Gate gate) {
        boolean withheld = gate.withheldFromUnreserved() != 0;
        gate.removeReservation();
        gate.removeProvisions();
        gates.remove(gate);
        // It looks at every gate, and most withhold nothing.
        if (withheld) recount();
    }

    /// Changes the account's limit, at once.
    public synchronized void concurrency(int limit) {
        limits = limits.concurrency(limit);
        recount();
    }

    /// The limits in force.
    public GovernorLimits limits() {
        return limits;
    }

    /// What of the account's limit is not reserved.
    public synchronized int unreserved() {
        return limits.concurrency()
                - gates.stream().mapToInt(Gate::reservedOrZero).sum();
    }

    /// Requests in flight on unreserved capacity.
    public int unreservedInFlight() {
        return unreservedInFlight.get();
    }

    /// Requests in flight, quarantined ones among them.
    public synchronized int inFlight() {
        return gates.stream().mapToInt(Gate::inFlight).sum();
    }

    /// What of the account's concurrency is in use on unreserved capacity, reserved, or provisioned.
    public synchronized int claimed() {
        return unreservedInFlight.get()
                + gates.stream().mapToInt(Gate::withheldFromUnreserved).sum();
    }

    /// Permits held by instances that could not be killed.
    public synchronized int quarantined() {
        return gates.stream().mapToInt(Gate::quarantined).sum();
    }

    /// What reservations and provisions of functions without one leave for on-demand requests.
    synchronized void recount() {
        unreservedLimit = limits.concurrency()
                - gates.stream().mapToInt(Gate::withheldFromUnreserved).sum();
    }

    boolean tryTakeUnreserved() {
        while (true) {
            int before = unreservedInFlight.get();
            if (before >= unreservedLimit) return false;
            if (unreservedInFlight.compareAndSet(before, before + 1)) return true;
        }
    }

    boolean unreservedIsFull() {
        return unreservedInFlight.get() >= unreservedLimit;
    }

    void moveUnreserved(int count) {
        unreservedInFlight.addAndGet(count);
    }

    long now() {
        return ticker.getAsLong();
    }
}
