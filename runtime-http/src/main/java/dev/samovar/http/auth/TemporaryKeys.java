package dev.samovar.http.auth;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes pairs of keys with a session token, as STS hands them out.
final class TemporaryKeys {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 96;
    private static final int ID_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();

    Credentials make(Caller caller) {
        var id = new StringBuilder("ASIA");
        for (int i = 0; i < ID_LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return new Credentials(id.toString(), text(SECRET_BYTES), text(TOKEN_BYTES), caller);
    }

    private String text(int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getEncoder().encodeToString(made);
    }
}
