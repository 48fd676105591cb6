package dev.samovar.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long the invocations of one run took, for a summary.
final class Durations {
    private final List<Duration> all = new ArrayList<>();

    void add(Duration one) {
        all.add(one);
    }

    /// Such as `100 invocations: fastest 0.05 ms, median 0.07 ms, slowest 31.20 ms`.
    String summary() {
        if (all.isEmpty()) return "no invocation ran";
        var sorted = all.stream().sorted().toList();
        return sorted.size() + " invocations: fastest " + millis(sorted.getFirst()) + ", median "
                + millis(sorted.get((sorted.size() - 1) / 2)) + ", slowest " + millis(sorted.getLast());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }
}
