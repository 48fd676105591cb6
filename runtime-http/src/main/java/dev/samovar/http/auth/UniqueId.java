package dev.samovar.http.auth;

import java.security.SecureRandom;

/// Identifiers of IAM and of keys, each given once.
public final class UniqueId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private UniqueId() {}

    /// One of a role, a policy or their like, 21 letters long.
    ///
    /// @param kind the four letters that say of what
    public static String of(String kind) {
        return kind + drawn(17);
    }

    /// One of a temporary access key, 20 letters long.
    static String ofTemporaryKey() {
        return "ASIA" + drawn(16);
    }

    private static String drawn(int length) {
        var drawn = new StringBuilder();
        while (drawn.length() < length) drawn.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return drawn.toString();
    }
}
