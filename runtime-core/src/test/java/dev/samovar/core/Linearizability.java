package dev.samovar.core;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/// Runs random scenarios of two threads against a class: what its operations answer must be explained by some
/// order of them, one after another. Each scenario is run under a model checker, which tries interleavings,
/// and under stress.
///
/// `-Dsamovar.lincheck=N` runs N scenarios instead of one.
public final class Linearizability {
    private static final int SCENARIOS = Integer.getInteger("samovar.lincheck", 1);

    private Linearizability() {}

    /// Checks a class of operations.
    public static void check(Class<?> operations) {
        sized(new ModelCheckingOptions()).invocationsPerIteration(100).check(operations);
        sized(new StressOptions()).invocationsPerIteration(100).check(operations);
    }

    private static <O extends Options<O, ?>> O sized(O options) {
        return options.iterations(SCENARIOS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2);
    }
}
