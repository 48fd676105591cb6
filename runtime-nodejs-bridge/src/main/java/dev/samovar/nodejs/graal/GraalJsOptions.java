package dev.samovar.nodejs.graal;

import java.time.Duration;

/// How much of a function engine `graaljs` takes upon itself before it gives way to a real Node, where there is one.
///
/// @param sourceBudget the most bytes of JavaScript that a package may reach, 1 MiB by default: sources are parsed by
///     an interpreter
/// @param cpuBudget the processor time that one invocation may take, 50 ms by default. What is used beyond it is owed
///     by the version, what is left pays it back; a version that owes ten budgets gives way
public record GraalJsOptions(long sourceBudget, Duration cpuBudget) {
    /// What holds unless a host says otherwise.
    public static final GraalJsOptions DEFAULT = new GraalJsOptions(1 << 20, Duration.ofMillis(50));

    /// @throws IllegalArgumentException if a budget is negative
    public GraalJsOptions {
        if (sourceBudget < 0)
            throw new IllegalArgumentException("the budget of source is at least 0, not " + sourceBudget);
        if (cpuBudget.isNegative())
            throw new IllegalArgumentException("the budget of processor time is at least 0, not " + cpuBudget);
    }
}
