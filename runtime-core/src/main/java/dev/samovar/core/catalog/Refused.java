package dev.samovar.core.catalog;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;

/// The refusals of this package, by their status.
final class Refused {
    private Refused() {}

    static RequestRefusedException invalid(String message) {
        return of(400, "InvalidParameterValueException", message);
    }

    static RequestRefusedException notFound(String message) {
        return of(404, "ResourceNotFoundException", message);
    }

    static RequestRefusedException conflict(String message) {
        return of(409, "ResourceConflictException", message);
    }

    static RequestRefusedException of(int status, String code, String message) {
        return new RequestRefusedException(Refusal.of(status, code, message));
    }
}
