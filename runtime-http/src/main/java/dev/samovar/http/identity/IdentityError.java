package dev.samovar.http.identity;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;

/// The errors of IAM and STS.
final class IdentityError {
    private IdentityError() {}

    static RequestRefusedException invalid(String code, String message) {
        return of(400, code, message);
    }

    static RequestRefusedException noSuchEntity(String message) {
        return of(404, "NoSuchEntity", message);
    }

    static RequestRefusedException conflict(String code, String message) {
        return of(409, code, message);
    }

    static RequestRefusedException of(int status, String code, String message) {
        return new RequestRefusedException(Refusal.of(status, code, message));
    }
}
