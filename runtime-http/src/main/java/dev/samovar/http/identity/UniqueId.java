package dev.samovar.http.identity;

import java.security.SecureRandom;

/// Identifiers and keys that are given once.
final class UniqueId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ANY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private UniqueId() {}

    /// An identifier of IAM.
    ///
    /// @param kind the four letters that say of what
    static String of(String kind) {
        return kind + drawn(UPPER, 17);
    }

    /// The identifier of an access key that ends.
    static String accessKey() {
        return "ASIA" + drawn(UPPER, 16);
    }

    /// Something that stands for a secret, which opens nothing.
    static String secret(int length) {
        return drawn(ANY, length);
    }

    private static String drawn(String characters, int length) {
        var drawn = new StringBuilder();
        while (drawn.length() < length) drawn.append(characters.charAt(RANDOM.nextInt(characters.length())));
        return drawn.toString();
    }
}
