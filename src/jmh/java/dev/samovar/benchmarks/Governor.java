package dev.samovar.benchmarks;

import dev.samovar.core.governor.Gate;
import dev.samovar.core.governor.GovernorLimits;
import dev.samovar.core.governor.Permit;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What admission costs. All threads go through one function's gate.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class Governor {
    private final dev.samovar.core.governor.Governor governor =
            new dev.samovar.core.governor.Governor(new GovernorLimits(1000, 100, 1000, 0, 10), System::nanoTime);
    private final Gate unreserved = governor.open();
    private final Gate reserved = governor.open();

    @Setup
    public void reserve() {
        reserved.reserve(100);
        try (var _ = admitted(unreserved);
                var _ = admitted(reserved)) {
            Answer.require(governor.inFlight() == 2, "two permits are not counted as two");
        }
        Answer.require(governor.inFlight() == 0, "a closed permit is still counted");
    }

    /// One operation: a permit of unreserved concurrency is taken and given back.
    @Benchmark
    public Permit admitRelease() {
        return roundTrip(unreserved);
    }

    /// One operation: as [#admitRelease], while another thread does the same.
    @Benchmark
    @Threads(2)
    public Permit admitReleaseOf2() {
        return roundTrip(unreserved);
    }

    /// One operation: a permit of the function's reserved concurrency is taken and given back.
    @Benchmark
    public Permit admitReleaseReserved() {
        return roundTrip(reserved);
    }

    /// One operation: as [#admitReleaseReserved], while another thread does the same.
    @Benchmark
    @Threads(2)
    public Permit admitReleaseReservedOf2() {
        return roundTrip(reserved);
    }

    private static Permit roundTrip(Gate gate) {
        var permit = admitted(gate);
        permit.close();
        return permit;
    }

    private static Permit admitted(Gate gate) {
        return (Permit) gate.admit(null);
    }
}
