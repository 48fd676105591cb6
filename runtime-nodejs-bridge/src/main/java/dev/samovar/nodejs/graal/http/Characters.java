package dev.samovar.nodejs.graal.http;

/// What may stand where in a head.
final class Characters {
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private Characters() {}

    /// Whether a header's name may hold it.
    static boolean isToken(int there) {
        return isLetter(there) || isDigit(there) || TOKEN.indexOf(there) >= 0;
    }

    /// Whether a header's value may hold it.
    static boolean isValue(int there) {
        return there == '\t' || (there >= ' ' && there != 0x7f);
    }

    /// Whether an address may hold it.
    static boolean isUrl(int there) {
        return there > ' ' && there < 0x7f;
    }

    static boolean isLetter(int there) {
        return (there >= 'a' && there <= 'z') || (there >= 'A' && there <= 'Z');
    }

    static boolean isDigit(int there) {
        return there >= '0' && there <= '9';
    }
}
