package dev.samovar.nodejs.graal.http;

/// What is wrong with what came, with Node's code and reason for it.
public final class HttpFault extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;
    private final int position;

    HttpFault(String code, String reason, int position) {
        super(reason, null, false, false);
        this.code = code;
        this.position = position;
    }

    /// Such as `HPE_INVALID_HEADER_TOKEN`.
    public String code() {
        return code;
    }

    /// How much of the bytes had been read.
    public int position() {
        return position;
    }
}
