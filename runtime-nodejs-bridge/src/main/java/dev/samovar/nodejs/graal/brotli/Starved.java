package dev.samovar.nodejs.graal.brotli;

/// More input is needed. It is no failure: a stream that comes in pieces meets it often.
final class Starved extends RuntimeException {
    private static final long serialVersionUID = 1;

    Starved() {
        super(null, null, false, false);
    }
}
