package dev.samovar.http.logs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.regex.Pattern;

/// Where an event is among all of its group, or a place between two events of a stream.
record EventPlace(long timestamp, String stream, long number) implements Comparable<EventPlace> {
    private static final Comparator<EventPlace> ORDER = Comparator.comparingLong(EventPlace::timestamp)
            .thenComparing(EventPlace::stream)
            .thenComparingLong(EventPlace::number);
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(.*)", Pattern.DOTALL);

    @Override
    public int compareTo(EventPlace other) {
        return ORDER.compare(this, other);
    }

    /// What tells the event from all others, in 56 digits.
    String id() {
        return "%020d%019d%017d".formatted(timestamp, hash(stream), number);
    }

    private static long hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String token() {
        return Part.encoded(timestamp + ":" + number + ":" + stream);
    }

    static EventPlace of(String token) {
        var parts = TOKEN.matcher(Part.decoded(token));
        if (!parts.matches()) throw LogTargets.invalid("The specified nextToken is invalid.");
        return new EventPlace(Long.parseLong(parts.group(1)), parts.group(3), Long.parseLong(parts.group(2)));
    }
}
