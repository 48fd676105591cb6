package dev.samovar.http.identity;

import java.security.SecureRandom;

/// Identifiers that are given once.
final class UniqueId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private UniqueId() {}

    /// An identifier of IAM.
    ///
    /// @param kind the four letters that say of what
    static String of(String kind) {
        return kind + drawn(17);
    }

    private static String drawn(int length) {
        var drawn = new StringBuilder();
        while (drawn.length() < length) drawn.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return drawn.toString();
    }
}
