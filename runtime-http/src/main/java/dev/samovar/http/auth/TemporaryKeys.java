package dev.samovar.http.auth;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes pairs of keys with a session token, as STS hands them out.
final class TemporaryKeys {
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 96;

    private final SecureRandom random = new SecureRandom();

    Credentials make(Caller caller) {
        return new Credentials(UniqueId.ofTemporaryKey(), text(SECRET_BYTES), text(TOKEN_BYTES), caller);
    }

    private String text(int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getEncoder().encodeToString(made);
    }
}
