package dev.samovar.http.logs;

import java.util.regex.Pattern;

/// A place between two events of a stream, and the direction to read on in.
///
/// @param behind the place is before this one, and behind every one that is less
record PageToken(EventPlace behind, boolean forwards) {
    private static final Pattern FORM = Pattern.compile("([fb])/(\\d{28})(\\d{28})/s");

    static PageToken atHead(String stream) {
        return new PageToken(new EventPlace(0, stream, 0), true);
    }

    static PageToken after(EventPlace last) {
        return new PageToken(new EventPlace(last.timestamp(), last.stream(), last.number() + 1), true);
    }

    static PageToken before(EventPlace first) {
        return new PageToken(first, false);
    }

    static PageToken parse(String text, String stream) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) throw LogTargets.invalid("The specified nextToken is invalid.");
        try {
            return new PageToken(
                    new EventPlace(Long.parseLong(parts.group(2)), stream, Long.parseLong(parts.group(3))),
                    parts.group(1).equals("f"));
        } catch (NumberFormatException e) {
            throw LogTargets.invalid("The specified nextToken is invalid.");
        }
    }

    PageToken turned(boolean toForwards) {
        return new PageToken(behind, toForwards);
    }

    /// Whether an event is in the direction.
    boolean admits(EventPlace place) {
        return place.compareTo(behind) >= 0 == forwards;
    }

    @Override
    public String toString() {
        return "%s/%028d%028d/s".formatted(forwards ? "f" : "b", behind.timestamp(), behind.number());
    }
}
