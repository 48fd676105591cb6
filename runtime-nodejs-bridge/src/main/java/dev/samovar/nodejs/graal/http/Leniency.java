package dev.samovar.nodejs.graal.http;

/// What a parser overlooks, by Node's flags for it (`insecureHTTPParser` sets them all).
record Leniency(int flags) {
    boolean headers() {
        return has(1);
    }

    boolean lengthBesideChunks() {
        return has(2);
    }

    boolean dataAfterClose() {
        return has(4) || has(32);
    }

    boolean transferEncoding() {
        return has(8);
    }

    boolean version() {
        return has(16);
    }

    boolean lineFeedMissing() {
        return has(64);
    }

    boolean lineEndMissingAfterChunk() {
        return has(128);
    }

    boolean carriageReturnMissing() {
        return has(256);
    }

    boolean spacesAfterChunkSize() {
        return has(512);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
