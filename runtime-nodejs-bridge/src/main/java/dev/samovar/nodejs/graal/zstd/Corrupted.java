package dev.samovar.nodejs.graal.zstd;

/// The bytes are no stream of Zstandard's; the number is the one Zstandard has for it.
public final class Corrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int number;

    Corrupted(int number) {
        super("error " + number, null, false, false);
        this.number = number;
    }

    static Corrupted data() {
        return new Corrupted(20);
    }

    public int number() {
        return number;
    }
}
