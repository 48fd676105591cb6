package dev.samovar.core.governor;

import dev.samovar.core.Linearizability;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever threads do at once, the governor answers as if they had come one after another, and no permit is
/// lost or given twice.
final class GovernorLincheckTest {

    @Test
    void admissionIsLinearizable() {
        Linearizability.check(Admission.class);
    }

    @Test
    void provisionedAdmissionIsLinearizable() {
        Linearizability.check(ProvisionedAdmission.class);
    }

    @Test
    void permitsAreConservedWhileReservationsComeAndGo() {
        Linearizability.check(Reservations.class);
    }

    /// Two functions share an account of two.
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static final class Admission {
        private final Governor governor = new Governor(new GovernorLimits(2, 0, 1000, 0, 10), () -> 0);
        private final Caller first = new Caller(governor.open(), null);
        private final Caller second = new Caller(governor.open(), null);

        @Operation
        public String admitFirst(@Param(name = "thread") int thread) {
            return first.admit(thread);
        }

        @Operation
        public void releaseFirst(@Param(name = "thread") int thread) {
            first.release(thread);
        }

        @Operation
        public String admitSecond(@Param(name = "thread") int thread) {
            return second.admit(thread);
        }

        @Operation
        public void releaseSecond(@Param(name = "thread") int thread) {
            second.release(thread);
        }

        @Validate
        public void conserves() {
            requireConserved(governor, List.of(first, second));
        }
    }

    /// A function with one provisioned environment in an account of two.
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static final class ProvisionedAdmission {
        private final Governor governor = new Governor(new GovernorLimits(2, 0, 1000, 0, 10), () -> 0);
        private final Gate gate = governor.open();
        private final Provision provision = gate.provision();
        private final Caller qualified = new Caller(gate, provision);
        private final Caller latest = new Caller(gate, null);

        public ProvisionedAdmission() {
            provision.resize(1, 1);
        }

        @Operation
        public String admitQualified(@Param(name = "thread") int thread) {
            return qualified.admit(thread);
        }

        @Operation
        public void releaseQualified(@Param(name = "thread") int thread) {
            qualified.release(thread);
        }

        @Operation
        public String admitLatest(@Param(name = "thread") int thread) {
            return latest.admit(thread);
        }

        @Operation
        public void releaseLatest(@Param(name = "thread") int thread) {
            latest.release(thread);
        }

        @Validate
        public void conserves() {
            requireConserved(governor, List.of(qualified, latest));
        }
    }

    /// A reservation changes while requests come and go. While it moves, the pool may look fuller than it is
    /// ([Gate]), so that what is answered is not linearizable; what is counted must be right all the same.
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "units", gen = IntGen.class, conf = "0:2")
    public static final class Reservations {
        private final Governor governor = new Governor(new GovernorLimits(4, 0, 1000, 0, 10), () -> 0);
        private final Caller reserved = new Caller(governor.open(), null);
        private final Caller other = new Caller(governor.open(), null);

        @Operation
        public void admitReserved(@Param(name = "thread") int thread) {
            reserved.admit(thread);
        }

        @Operation
        public void releaseReserved(@Param(name = "thread") int thread) {
            reserved.release(thread);
        }

        @Operation
        public void admitOther(@Param(name = "thread") int thread) {
            other.admit(thread);
        }

        @Operation
        public void reserve(@Param(name = "units") int units) {
            reserved.gate.reserve(units);
        }

        @Operation
        public void removeReservation() {
            reserved.gate.removeReservation();
        }

        @Validate
        public void conserves() {
            requireConserved(governor, List.of(reserved, other));
        }
    }

    /// Who is in flight is who holds a permit, on the side where its function stands.
    private static void requireConserved(Governor governor, List<Caller> callers) {
        int held = callers.stream().mapToInt(Caller::held).sum();
        int unreserved = callers.stream()
                .filter(caller -> caller.gate.reservation().isEmpty())
                .mapToInt(Caller::heldOnDemand)
                .sum();
        if (governor.inFlight() != held || governor.unreservedInFlight() != unreserved)
            throw new AssertionError("in flight " + governor.inFlight() + ", held " + held + "; unreserved "
                    + governor.unreservedInFlight() + ", held " + unreserved);
    }

    /// Each thread's permits, so that only what the governor shares is shared.
    private static final class Caller {
        private final Gate gate;
        private final @Nullable Provision provision;
        private final List<ArrayDeque<Permit>> permits =
                Stream.generate(ArrayDeque<Permit>::new).limit(4).toList();

        Caller(Gate gate, @Nullable Provision provision) {
            this.gate = gate;
            this.provision = provision;
        }

        String admit(int thread) {
            return switch (gate.admit(provision)) {
                case Throttle throttle -> throttle.reason();
                case Permit permit -> {
                    permits.get(thread).push(permit);
                    yield permit.provisioned() ? "provisioned" : "on demand";
                }
            };
        }

        void release(int thread) {
            var permit = permits.get(thread).poll();
            if (permit != null) permit.close();
        }

        int held() {
            return permits.stream().mapToInt(ArrayDeque::size).sum();
        }

        int heldOnDemand() {
            return (int) permits.stream()
                    .flatMap(ArrayDeque::stream)
                    .filter(permit -> !permit.provisioned())
                    .count();
        }
    }
}
