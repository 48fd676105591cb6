package dev.samovar.http.shape;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;

/// What an API calls the faults of a request that it does not even try.
public enum Faults {
    LAMBDA("ValidationException", "InvalidRequestContentException"),
    LOGS("InvalidParameterException", "SerializationException");

    private final String invalid;
    private final String malformed;

    Faults(String invalid, String malformed) {
        this.invalid = invalid;
        this.malformed = malformed;
    }

    /// A value is not what its shape says.
    RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.of(400, invalid, message));
    }

    /// The body is not JSON of the right form.
    RequestRefusedException malformed(String why) {
        return new RequestRefusedException(
                Refusal.of(400, malformed, "Could not parse request body into json: " + why));
    }
}
