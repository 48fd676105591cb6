package dev.samovar.core.governor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One function's way in.
///
/// `word` holds how many on-demand requests of the function are in flight and, in a bit above them, whether
/// they count against the function's reservation or against the account's unreserved pool. Whoever moves
/// the count by compare-and-set learns from the same word which of the two it was. A reservation that comes
/// shrinks the pool, sets the bit, and then takes the requests in flight out of the pool; one that goes
/// puts them in first, clears the bit, and then lets the pool grow: in between the pool looks fuller than
/// it is, never emptier.
public final class Gate {
    private static final long RESERVED = 1L << 62;
    private static final long SECOND = 1_000_000_000L;
    private static final int NONE = -1;

    private final Governor governor;
    private final AtomicLong word = new AtomicLong();
    private final AtomicInteger provisionedInFlight = new AtomicInteger();
    private final AtomicInteger quarantined = new AtomicInteger();
    private final List<Provision> provisions = new ArrayList<>();
    private final Rate requests;
    private final Rate starts;
    private volatile int reservation = NONE;
    private volatile int reservedOnDemand;

    Gate(Governor governor, long now) {
        this.governor = governor;
        this.requests = new Rate(now);
        this.starts = new Rate(now);
    }

    /// Asks to run one request, on a provision's capacity first if there is one.
    public Admission admit(@Nullable Provision provision) {
        var limits = governor.limits();
        if (quarantined.get() > 0 && quarantined.get() >= limits.quarantinePerFunction()) return Throttle.QUARANTINE;
        if (limits.requestsPerUnit() > 0 && !withinRate(limits, provision))
            return isReserved(word.get()) ? Throttle.RESERVED_RATE : Throttle.RATE;
        if (provision != null && provision.tryTake()) {
            provisionedInFlight.incrementAndGet();
            return new Permit(this, provision);
        }
        return admitOnDemand();
    }

    /// Whether a request would be refused now; nothing is taken.
    public @Nullable Throttle wouldRefuse(@Nullable Provision provision) {
        if (quarantined.get() > 0 && quarantined.get() >= governor.limits().quarantinePerFunction())
            return Throttle.QUARANTINE;
        if (provision != null && provision.hasRoom()) return null;
        long now = word.get();
        if (isReserved(now)) return count(now) >= reservedOnDemand ? Throttle.RESERVED_CONCURRENCY : null;
        return governor.unreservedIsFull() ? Throttle.CONCURRENCY : null;
    }

    /// Asks to start one more environment.
    public boolean admitStart() {
        int perWindow = governor.limits().startsPerTenSeconds();
        return starts.tryTake(governor.now(), perWindow, 10 * SECOND);
    }

    private Admission admitOnDemand() {
        while (true) {
            long before = word.get();
            if (isReserved(before)) {
                if (count(before) >= reservedOnDemand) return Throttle.RESERVED_CONCURRENCY;
                if (word.compareAndSet(before, before + 1)) return new Permit(this, null);
            } else {
                if (!governor.tryTakeUnreserved()) return Throttle.CONCURRENCY;
                if (word.compareAndSet(before, before + 1)) return new Permit(this, null);
                governor.moveUnreserved(-1);
            }
        }
    }

    private boolean withinRate(GovernorLimits limits, @Nullable Provision provision) {
        if (provision != null && provision.allocated() > 0)
            return provision.isWithinRate(governor.now(), limits.requestsPerUnit());
        int units = isReserved(word.get()) ? reservedOrZero() : limits.concurrency();
        if (units == 0) return true; // refused for want of capacity, which is the reason to name
        return requests.tryTake(governor.now(), (long) units * limits.requestsPerUnit(), SECOND);
    }

    void release(@Nullable Provision provision, boolean wasQuarantined) {
        if (wasQuarantined) quarantined.decrementAndGet();
        if (provision != null) {
            provisionedInFlight.decrementAndGet();
            provision.giveBack();
        } else if (!isReserved(word.getAndDecrement())) {
            governor.moveUnreserved(-1);
        }
    }

    void quarantine() {
        quarantined.incrementAndGet();
    }

    /// Sets the reservation: a guarantee and a cap.
    public void reserve(int units) {
        synchronized (governor) {
            reservation = units;
            recount();
            governor.recount();
            if (!isReserved(word.get())) governor.moveUnreserved(-count(word.getAndUpdate(w -> w | RESERVED)));
        }
    }

    /// Takes the reservation away.
    public void removeReservation() {
        synchronized (governor) {
            if (reservation == NONE) return;
            long before;
            boolean moved;
            do {
                before = word.get();
                governor.moveUnreserved(count(before));
                moved = word.compareAndSet(before, before & ~RESERVED);
                if (!moved) governor.moveUnreserved(-count(before));
            } while (!moved);
            reservation = NONE;
            governor.recount();
        }
    }

    /// A new provision of the function, with nothing allocated yet.
    public Provision provision() {
        synchronized (governor) {
            var provision = new Provision(this, governor.now());
            provisions.add(provision);
            return provision;
        }
    }

    void resize(Provision provision, int withheld, int allocated) {
        synchronized (governor) {
            if (!provisions.contains(provision)) return;
            provision.set(withheld, allocated);
            recount();
            governor.recount();
        }
    }

    /// Takes a provision away; its requests in flight end as they would have.
    public void remove(Provision provision) {
        synchronized (governor) {
            provision.set(0, 0);
            provisions.remove(provision);
            recount();
            governor.recount();
        }
    }

    void removeProvisions() {
        for (var provision : List.copyOf(provisions)) remove(provision);
    }

    private void recount() {
        reservedOnDemand = reservation - provisioned();
    }

    private int provisioned() {
        return provisions.stream().mapToInt(Provision::withheld).sum();
    }

    int withheldFromUnreserved() {
        return reservation == NONE ? provisioned() : reservation;
    }

    int reservedOrZero() {
        return Math.max(reservation, 0);
    }

    /// The reservation, if there is one.
    public OptionalInt reservation() {
        int units = reservation;
        return units == NONE ? OptionalInt.empty() : OptionalInt.of(units);
    }

    /// Requests of the function in flight, on-demand and provisioned.
    public int inFlight() {
        return count(word.get()) + provisionedInFlight.get();
    }

    /// Requests in flight of instances that could not be killed.
    public int quarantined() {
        return quarantined.get();
    }

    private static boolean isReserved(long word) {
        return (word & RESERVED) != 0;
    }

    private static int count(long word) {
        return (int) (word & ~RESERVED);
    }
}
