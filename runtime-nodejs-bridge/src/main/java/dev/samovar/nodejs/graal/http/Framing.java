package dev.samovar.nodejs.graal.http;

import java.util.Locale;

/// What the headers of one message say of its body and its connection.
///
/// Where a length and chunks are told, or either twice, servers in a row may take different bytes for the next
/// request: that is refused.
final class Framing {
    private final boolean request;
    private final Leniency lenient;
    private boolean hasLength;
    private long length;
    private boolean encoded;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean upgradeAsked;
    private boolean upgradeNamed;

    Framing(boolean request, Leniency lenient) {
        this.request = request;
        this.lenient = lenient;
    }

    /// Looks at a name before its value is read.
    void name(String name, int at) throws HttpFault {
        if (name.equals("content-length")) {
            if (encoded && !lenient.lengthBesideChunks())
                throw new HttpFault(
                        "HPE_INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding", at);
            if (hasLength) throw new HttpFault("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length", at);
        } else if (name.equals("transfer-encoding") && hasLength && !lenient.lengthBesideChunks()) {
            throw new HttpFault(
                    "HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length", at);
        }
    }

    /// Whether a header of this name says something here.
    static boolean isTelling(String name) {
        return switch (name) {
            case "connection", "proxy-connection", "content-length", "transfer-encoding", "upgrade" -> true;
            default -> false;
        };
    }

    void header(String name, String value, int at) throws HttpFault {
        switch (name) {
            case "content-length" -> contentLength(value, at);
            case "transfer-encoding" -> transferEncoding(value, at);
            case "connection", "proxy-connection" -> connection(value);
            case "upgrade" -> upgradeNamed = true;
            default -> {
                // says nothing of the body
            }
        }
    }

    private void contentLength(String value, int at) throws HttpFault {
        if (value.isEmpty()) throw new HttpFault("HPE_INVALID_CONTENT_LENGTH", "Empty Content-Length", at);
        for (var i = 0; i < value.length(); i++)
            if (!Characters.isDigit(value.charAt(i)))
                throw new HttpFault("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length", at);
        try {
            length = Long.parseUnsignedLong(value);
        } catch (NumberFormatException e) {
            throw new HttpFault("HPE_INVALID_CONTENT_LENGTH", "Content-Length overflow", at);
        }
        hasLength = true;
    }

    private void transferEncoding(String value, int at) throws HttpFault {
        if (value.isEmpty()) return;
        for (var coding : value.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (chunked && request && !lenient.transferEncoding())
                throw new HttpFault("HPE_INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value", at);
            chunked = coding.strip().equals("chunked");
        }
        encoded = true;
    }

    private void connection(String value) {
        for (var option : value.toLowerCase(Locale.ROOT).split(",", -1))
            switch (option.strip()) {
                case "close" -> close = true;
                case "keep-alive" -> keepAlive = true;
                case "upgrade" -> upgradeAsked = true;
                default -> {
                    // an option of somebody else's
                }
            }
    }

    boolean isUpgrade() {
        return upgradeAsked && upgradeNamed;
    }

    boolean isChunked() {
        return chunked;
    }

    /// The length that is told, unsigned; 0 if none is.
    long length() {
        return length;
    }

    /// Whether a request says that it is encoded in a way whose end nobody can find.
    boolean isEndless() {
        return request && encoded && !chunked && !lenient.transferEncoding();
    }

    /// Whether the body has no other end than that of the connection.
    boolean lastsToTheEnd(int status) {
        if (request) return encoded && !chunked;
        return !chunked && !isBodiless(status) && (encoded || !hasLength);
    }

    /// Whether this is a response that has no body, whatever its headers say.
    boolean isBodiless(int status) {
        return !request && (status / 100 == 1 || status == 204 || status == 304);
    }

    /// Whether there is a body that has an end of its own.
    boolean hasBody() {
        return chunked || (hasLength && length != 0);
    }

    boolean keepsAlive(int major, int minor, int status) {
        var kept = (major > 0 && minor > 0) ? !close : keepAlive;
        return kept && (request || !lastsToTheEnd(status));
    }
}
