package dev.samovar.core.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The limits of an account, as `concurrency.md` has them.
final class GovernorTest {
    private long now = 1_000_000_000_000L;
    private final Governor governor = governor(0);

    private Governor governor(int requestsPerUnit) {
        return new Governor(new GovernorLimits(10, 2, 1000, requestsPerUnit, 3), () -> now);
    }

    @Test
    void admitsUpToTheAccountsLimitAndNamesTheReasonBeyondIt() {
        var gate = governor.open();
        for (int i = 0; i < 10; i++) assertThat(gate.admit(null)).isInstanceOf(Permit.class);

        assertThat(gate.admit(null)).isEqualTo(Throttle.CONCURRENCY);
        assertThat(gate.wouldRefuse(null)).isEqualTo(Throttle.CONCURRENCY);
    }

    @Test
    void aReservationIsAGuaranteeAndACap() {
        var reserved = governor.open();
        var other = governor.open();
        reserved.reserve(3);

        for (int i = 0; i < 7; i++) assertThat(other.admit(null)).isInstanceOf(Permit.class);
        assertThat(other.admit(null)).isEqualTo(Throttle.CONCURRENCY);
        for (int i = 0; i < 3; i++) assertThat(reserved.admit(null)).isInstanceOf(Permit.class);
        assertThat(reserved.admit(null)).isEqualTo(Throttle.RESERVED_CONCURRENCY);
    }

    @Test
    void aReservationOfZeroThrottlesEverything() {
        var gate = governor.open();
        gate.reserve(0);

        assertThat(gate.admit(null)).isEqualTo(Throttle.RESERVED_CONCURRENCY);
    }

    @Test
    void requestsInFlightMoveWithAReservationThatComesAndGoes() {
        var gate = governor.open();
        var other = governor.open();
        var first = permit(gate);
        var second = permit(gate);

        gate.reserve(2);
        assertThat(gate.admit(null)).isEqualTo(Throttle.RESERVED_CONCURRENCY);
        assertThat(governor.unreservedInFlight()).isZero();
        for (int i = 0; i < 8; i++) permit(other);
        assertThat(other.admit(null)).isEqualTo(Throttle.CONCURRENCY);

        gate.removeReservation();
        assertThat(governor.unreservedInFlight()).isEqualTo(10);
        first.close();
        second.close();
        second.close();
        assertThat(governor.unreservedInFlight()).isEqualTo(8);
    }

    @Test
    void provisionedUnitsAreTakenFirstAndRequestsSpillOver() {
        var gate = governor.open();
        gate.reserve(3);
        var provision = gate.provision();
        provision.resize(2, 2);

        var taken = new ArrayList<Permit>();
        for (int i = 0; i < 3; i++) taken.add((Permit) gate.admit(provision));

        assertThat(taken).extracting(Permit::provisioned).containsExactly(true, true, false);
        assertThat(gate.admit(provision)).isEqualTo(Throttle.RESERVED_CONCURRENCY);
    }

    @Test
    void latestIsFullyThrottledWhenAllThatIsReservedIsProvisioned() {
        var gate = governor.open();
        gate.reserve(1);
        var provision = gate.provision();
        provision.resize(1, 1);

        assertThat(gate.admit(null)).isEqualTo(Throttle.RESERVED_CONCURRENCY);
        assertThat(gate.admit(provision)).isInstanceOf(Permit.class);
    }

    @Test
    void limitsChangeLive() {
        var gate = governor.open();
        governor.concurrency(1);
        permit(gate);
        assertThat(gate.admit(null)).isEqualTo(Throttle.CONCURRENCY);

        governor.concurrency(2);
        assertThat(gate.admit(null)).isInstanceOf(Permit.class);
    }

    @Test
    void startsAreLimitedToTheirRateWithoutAccrual() {
        var gate = governor.open();
        int started = 0;
        while (gate.admitStart()) started++;
        assertThat(started).isEqualTo(1000);

        now += 100_000_000L;
        for (int i = 0; i < 10; i++) assertThat(gate.admitStart()).isTrue();
        assertThat(gate.admitStart()).isFalse();

        now += 3_600_000_000_000L;
        started = 0;
        while (gate.admitStart()) started++;
        assertThat(started).isEqualTo(1000);
    }

    @Test
    void requestsAreLimitedToTenASecondForEachUnit() {
        var limited = governor(10);
        var gate = limited.open();
        gate.reserve(2);
        int served = 0;
        while (gate.admit(null) instanceof Permit permit) {
            permit.close();
            served++;
        }

        assertThat(served).isEqualTo(20);
        assertThat(gate.admit(null)).isEqualTo(Throttle.RESERVED_RATE);
        now += 1_000_000_000L;
        assertThat(gate.admit(null)).isInstanceOf(Permit.class);
    }

    @Test
    void aQuarantinedPermitStaysTakenAndTooManyRefuseTheFunction() {
        var gate = governor.open();
        var held = new ArrayList<Permit>();
        for (int i = 0; i < 3; i++) held.add(permit(gate));
        held.forEach(Permit::quarantine);

        assertThat(governor.quarantined()).isEqualTo(3);
        assertThat(governor.inFlight()).isEqualTo(3);
        assertThat(gate.admit(null)).isEqualTo(Throttle.QUARANTINE);

        held.forEach(Permit::close);
        assertThat(governor.quarantined()).isZero();
        assertThat(gate.admit(null)).isInstanceOf(Permit.class);
    }

    /// free + taken + quarantined = limit, after random operations of two callers and one
    /// administrator at once.
    @Test
    void permitsAreConserved() throws InterruptedException {
        int operations = Integer.getInteger("samovar.operations", 200_000);
        var big = new Governor(new GovernorLimits(50, 5, 1000, 0, 1000), System::nanoTime);
        Gate[] gates = {big.open(), big.open(), big.open()};
        var provision = gates[0].provision();
        provision.resize(3, 3);
        var over = new AtomicBoolean();
        var stop = new AtomicBoolean();

        var callers = new Thread[2];
        for (int t = 0; t < callers.length; t++) {
            long seed = 42L + t;
            callers[t] = Thread.ofPlatform().start(() -> storm(gates, provision, new Random(seed), operations / 2));
        }
        var watcher = Thread.ofPlatform().start(() -> {
            while (!stop.get()) if (big.unreservedInFlight() > 50) over.set(true);
        });
        var administrator = Thread.ofPlatform().start(() -> {
            var random = new Random(7);
            while (!stop.get()) {
                var gate = gates[random.nextInt(3)];
                if (random.nextBoolean()) gate.reserve(3 + random.nextInt(10));
                else gate.removeReservation();
                if (random.nextInt(4) == 0) provision.resize(3, random.nextInt(4));
            }
        });
        for (var caller : callers) caller.join();
        stop.set(true);
        watcher.join();
        administrator.join();

        for (var gate : gates) gate.removeReservation();
        assertThat(big.inFlight()).isZero();
        assertThat(big.quarantined()).isZero();
        assertThat(big.unreservedInFlight()).isZero();
        assertThat(provision.inUse()).isZero();
        assertThat(over).as("more in flight than the account allows").isFalse();
    }

    private static void storm(Gate[] gates, Provision provision, Random random, int operations) {
        var held = new ArrayDeque<Permit>();
        for (int i = 0; i < operations; i++) {
            int which = random.nextInt(3);
            if (gates[which].admit(which == 0 ? provision : null) instanceof Permit permit) held.add(permit);
            if (random.nextInt(8) == 0 && !held.isEmpty()) held.peek().quarantine();
            while (held.size() > random.nextInt(30)) {
                var permit = held.poll();
                permit.close();
                if (random.nextInt(10) == 0) permit.close();
            }
        }
        held.forEach(Permit::close);
    }

    private static Permit permit(Gate gate) {
        return (Permit) gate.admit(null);
    }
}
