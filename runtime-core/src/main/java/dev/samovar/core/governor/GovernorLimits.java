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
        require("the account's concurrency", concurrency);
        require("the unreserved minimum", minimumUnreserved);
        require("the starts in ten seconds", startsPerTenSeconds);
        require("the requests for each unit of concurrency", requestsPerUnit);
        require("the quarantined instances of a function", quarantinePerFunction);
    }

    private static void require(String what, int value) {
        if (value < 0) throw new IllegalArgumentException(what + " is at least 0, not " + value);
    }

    GovernorLimits concurrency(int to) {
        return new GovernorLimits(to, minimumUnreserved, startsPerTenSeconds, requestsPerUnit, quarantinePerFunction);
    }
}
