package dev.samovar.http.shape;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;

/// What an API calls the faults of a request that it does not even try.
public enum Faults {
    LAMBDA("ValidationException", "InvalidRequestContentException", "Could not parse request body into json: "),
    LOGS("InvalidParameterException", "SerializationException", "Could not parse request body into json: "),
    IDENTITY("ValidationError", "MalformedInput", "Could not parse the form: ");

    private final String invalid;
    private final String malformed;
    private final String because;

    Faults(String invalid, String malformed, String because) {
        this.invalid = invalid;
        this.malformed = malformed;
        this.because = because;
    }

    /// A value is not what its shape says.
    RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.of(400, invalid, message));
    }

    /// The body is not of the right form.
    RequestRefusedException malformed(String why) {
        return new RequestRefusedException(Refusal.of(400, malformed, because + why));
    }
}
