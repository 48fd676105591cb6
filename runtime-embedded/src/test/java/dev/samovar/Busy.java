package dev.samovar;

import java.time.Duration;

/// What tests allow for on a machine that has much to do.
final class Busy {
    /// How long what is killed may take to end, where that is no matter of the test.
    static final Duration GRACE = Duration.ofSeconds(10);

    private Busy() {}
}
