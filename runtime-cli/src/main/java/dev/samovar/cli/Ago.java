package dev.samovar.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// A time that is given as how long ago it is: `90s`, `10m`, `2h` or `1d`.
final class Ago {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})([smhd])");

    private Ago() {}

    /// @throws WrongUse if the text has another shape
    static Instant before(Instant now, String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) throw new WrongUse("--since is how long ago, such as 90s, 10m, 2h or 1d, not " + text);
        long count = Long.parseLong(parts.group(1));
        return now.minus(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
