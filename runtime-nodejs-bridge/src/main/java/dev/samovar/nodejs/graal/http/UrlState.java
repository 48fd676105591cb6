package dev.samovar.nodejs.graal.http;

/// How far the address of a request has been read.
enum UrlState {
    START,
    SCHEME,
    SLASH,
    SECOND_SLASH,
    SERVER,
    PATH;

    /// Whether an address may end here.
    boolean isEnd() {
        return this == SERVER || this == PATH;
    }

    UrlState next(int there, int at) throws HttpFault {
        if (there == '\t' || there == '\f') throw fault("Invalid characters in url", at);
        return switch (this) {
            case START -> {
                if (there == '/' || there == '*') yield PATH;
                if (Characters.isLetter(there)) yield SCHEME;
                throw fault("Unexpected start char in url", at);
            }
            case SCHEME -> {
                if (there == ':') yield SLASH;
                if (Characters.isLetter(there)) yield SCHEME;
                throw fault("Unexpected char in url schema", at);
            }
            case SLASH -> slash(there, SECOND_SLASH, at);
            case SECOND_SLASH -> slash(there, SERVER, at);
            case SERVER -> {
                if (!Characters.isUrl(there)) throw fault("Unexpected char in url server", at);
                yield there == '/' || there == '?' ? PATH : SERVER;
            }
            case PATH -> {
                if (!Characters.isUrl(there)) throw fault("Invalid char in url path", at);
                yield PATH;
            }
        };
    }

    private static UrlState slash(int there, UrlState then, int at) throws HttpFault {
        if (there != '/') throw fault("Unexpected char in url schema", at);
        return then;
    }

    private static HttpFault fault(String reason, int at) {
        return new HttpFault("HPE_INVALID_URL", reason, at);
    }
}
