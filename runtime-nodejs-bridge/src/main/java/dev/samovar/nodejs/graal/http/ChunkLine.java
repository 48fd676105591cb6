package dev.samovar.nodejs.graal.http;

/// The line before a chunk, a byte at a time.
final class ChunkLine {
    private static final int LINE = '\n';
    private static final int RETURN = '\r';
    private static final int LARGEST_EXTENSIONS = 16_384;
    private static final long LARGEST_BEFORE_DIGIT = 0x0fff_ffff_ffff_ffffL;

    private enum State {
        FIRST,
        SIZE,
        SPACES,
        EXTENSION,
        NAME,
        VALUE,
        QUOTED,
        ESCAPED,
        AFTER_QUOTE,
        END,
        DONE
    }

    private final Leniency lenient;
    private State state = State.FIRST;
    private long size;
    private boolean extended;
    private int extensions;

    ChunkLine(Leniency lenient) {
        this.lenient = lenient;
    }

    /// The size of the chunk: unsigned.
    long size() {
        return size;
    }

    /// Takes a byte, and says whether the line is complete.
    boolean accept(int there, int at) throws HttpFault {
        if (extended && ++extensions > LARGEST_EXTENSIONS)
            throw new HttpFault("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", at);
        switch (state) {
            case FIRST -> {
                if (!add(there, at)) throw size(at);
                state = State.SIZE;
            }
            case SIZE -> size(there, at);
            case SPACES -> {
                if (there != ' ') end(there, "size", size(at), at);
            }
            case EXTENSION -> {
                if (!Characters.isToken(there)) throw strict("Invalid character in chunk extensions", at);
                state = State.NAME;
            }
            case NAME -> name(there, at);
            case VALUE -> value(there, at);
            case QUOTED -> quoted(there, at);
            case ESCAPED -> state = State.QUOTED;
            case AFTER_QUOTE ->
                end(there, "extension value", strict("Invalid character in chunk extensions quote value", at), at);
            case END -> {
                if (there != LINE) throw strict("Expected LF after chunk size", at);
                state = State.DONE;
            }
            case DONE -> throw new IllegalStateException("the line is complete");
        }
        return state == State.DONE;
    }

    private void size(int there, int at) throws HttpFault {
        if (add(there, at)) return;
        if (there == ' ' && lenient.spacesAfterChunkSize()) state = State.SPACES;
        else end(there, "size", size(at), at);
    }

    private void name(int there, int at) throws HttpFault {
        if (there == '=') state = State.VALUE;
        else if (!Characters.isToken(there))
            end(there, "extension name", strict("Invalid character in chunk extensions name", at), at);
    }

    private void value(int there, int at) throws HttpFault {
        if (there == '"') state = State.QUOTED;
        else if (!Characters.isToken(there))
            end(there, "extension value", strict("Invalid character in chunk extensions value", at), at);
    }

    private void quoted(int there, int at) throws HttpFault {
        if (there == '"') state = State.AFTER_QUOTE;
        else if (there == '\\') state = State.ESCAPED;
        else if (!Characters.isValue(there)) throw strict("Invalid character in chunk extensions quoted value", at);
    }

    /// What ends a part of the line: the end of it, or another extension.
    private void end(int there, String part, HttpFault otherwise, int at) throws HttpFault {
        switch (there) {
            case RETURN -> state = State.END;
            case ';' -> {
                extended = true;
                state = State.EXTENSION;
            }
            case LINE -> {
                if (!lenient.carriageReturnMissing())
                    throw new HttpFault("HPE_CR_EXPECTED", "Missing expected CR after chunk " + part, at);
                state = State.DONE;
            }
            default -> throw otherwise;
        }
    }

    private boolean add(int there, int at) throws HttpFault {
        var digit = Character.digit(there, 16);
        if (digit < 0 || there > 'f') return false;
        if (Long.compareUnsigned(size, LARGEST_BEFORE_DIGIT) > 0)
            throw new HttpFault("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow", at);
        size = size << 4 | digit;
        return true;
    }

    private static HttpFault size(int at) {
        return new HttpFault("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size", at);
    }

    private static HttpFault strict(String reason, int at) {
        return new HttpFault("HPE_STRICT", reason, at);
    }
}
