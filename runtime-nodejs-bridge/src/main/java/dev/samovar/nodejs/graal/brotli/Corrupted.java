package dev.samovar.nodejs.graal.brotli;

/// The bytes are no stream of Brotli's; number and code are those that Brotli has for it.
public final class Corrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int number;

    private Corrupted(int number, String code) {
        super(code, null, false, false);
        this.number = number;
    }

    static Corrupted by(Flaw flaw) {
        return new Corrupted(flaw.number(), "ERR__ERROR_FORMAT_" + flaw);
    }

    public int number() {
        return number;
    }

    public String code() {
        return String.valueOf(getMessage());
    }
}
