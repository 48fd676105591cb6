package dev.samovar.core.governor;

/// The limits a governor keeps that hold for the whole account.
///
/// @param concurrency requests in flight
/// @param minimumUnreserved what reservations must leave
/// @param startsPerTenSeconds environment starts of one function within ten seconds
/// @param requestsPerUnit requests a second for each unit of concurrency, or 0 for no rate rule
/// @param quarantinePerFunction quarantined instances of one function beyond which it is refused
public record GovernorLimits(
        int concurrency,
        int minimumUnreserved,
        int startsPerTenSeconds,
        int requestsPerUnit,
        int quarantinePerFunction) {

    /// @throws IllegalArgumentException if a limit is negative
    public GovernorLimits {
        if (concurrency < 0
                || minimumUnreserved < 0
                || startsPerTenSeconds < 0
                || requestsPerUnit < 0
                || quarantinePerFunction < 0) throw new IllegalArgumentException("a limit is at least 0");
    }

    GovernorLimits concurrency(int to) {
        return new GovernorLimits(to, minimumUnreserved, startsPerTenSeconds, requestsPerUnit, quarantinePerFunction);
    }
}
