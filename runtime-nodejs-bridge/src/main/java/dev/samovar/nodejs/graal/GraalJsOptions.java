package dev.samovar.nodejs.graal;

import java.time.Duration;

/// How much of a function engine `graaljs` takes upon itself before it gives way to a real Node, where there is one.
///
/// @param sourceBudget the most bytes of JavaScript that a package may reach, 1 MiB by default: sources are parsed by
///     an interpreter
/// @param cpuBudget the processor time that one invocation may take, 50 ms by default. What is used beyond it is owed
///     by the version, what is left pays it back; a version that owes ten budgets gives way
/// @param allocationCap the most bytes that one invocation, or an initialisation, may allocate, unlimited by default:
///     beyond it the function is killed as one that exceeds its memory. What is freed again counts too, so this bounds
///     runaways and is no measure of memory; a single allocation of any size is noticed only when it has happened
public record GraalJsOptions(long sourceBudget, Duration cpuBudget, long allocationCap) {
    /// What holds unless a host says otherwise.
    public static final GraalJsOptions DEFAULT = new GraalJsOptions(1 << 20, Duration.ofMillis(50), Long.MAX_VALUE);

    /// The same with another budget of source.
    public GraalJsOptions sourceBudget(long bytes) {
        return new GraalJsOptions(bytes, cpuBudget, allocationCap);
    }

    /// The same with another budget of processor time.
    public GraalJsOptions cpuBudget(Duration time) {
        return new GraalJsOptions(sourceBudget, time, allocationCap);
    }

    /// The same with another cap on what an invocation allocates.
    public GraalJsOptions allocationCap(long bytes) {
        return new GraalJsOptions(sourceBudget, cpuBudget, bytes);
    }

    /// @throws IllegalArgumentException if a budget is negative
    public GraalJsOptions {
        if (sourceBudget < 0)
            throw new IllegalArgumentException("the budget of source is at least 0, not " + sourceBudget);
        if (cpuBudget.isNegative())
            throw new IllegalArgumentException("the budget of processor time is at least 0, not " + cpuBudget);
        if (allocationCap < 0)
            throw new IllegalArgumentException("the cap on allocation is at least 0, not " + allocationCap);
    }
}
