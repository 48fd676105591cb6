package dev.samovar.nodejs.graal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The headers of a message, or what comes after its last chunk, a byte at a time.
final class Fields {
    private static final int LINE = '\n';
    private static final int RETURN = '\r';

    private enum State {
        FIRST,
        START,
        NAME,
        BEFORE_VALUE,
        VALUE,
        VALUE_END,
        FOLD,
        END,
        DONE
    }

    private final Leniency lenient;
    private final HeadSize size;
    private final Framing framing;
    private final List<String> all = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String name = "";
    private State state;

    private Fields(Leniency lenient, HeadSize size, Framing framing, State first) {
        this.state = first;
        this.lenient = lenient;
        this.size = size;
        this.framing = framing;
    }

    /// Those of a head.
    ///
    /// @param framing hears what they say of the message
    static Fields ofHead(Leniency lenient, HeadSize size, Framing framing) {
        return new Fields(lenient, size, framing, State.FIRST);
    }

    /// Those after the last chunk.
    static Fields afterChunks(Leniency lenient, HeadSize size, Framing framing) {
        return new Fields(lenient, size, framing, State.START);
    }

    /// Names and values in turns.
    List<String> all() {
        return all;
    }

    /// Takes a byte, and says whether the last line was read.
    boolean accept(int there, int at) throws HttpFault {
        switch (state) {
            case FIRST -> {
                if (there == ' ') throw new HttpFault("HPE_UNEXPECTED_SPACE", "Unexpected space after start line", at);
                start(there, at);
            }
            case START -> start(there, at);
            case NAME -> name(there, at);
            case BEFORE_VALUE -> {
                if (there != ' ' && there != '\t') {
                    state = State.VALUE;
                    value(there, at);
                }
            }
            case VALUE -> value(there, at);
            case VALUE_END -> {
                if (there != LINE && !lenient.lineFeedMissing())
                    throw new HttpFault("HPE_LF_EXPECTED", "Missing expected LF after header value", at);
                state = State.FOLD;
                if (there != LINE) return accept(there, at);
            }
            case FOLD -> fold(there, at);
            case END -> {
                if (there != LINE) throw new HttpFault("HPE_STRICT", "Expected LF after headers", at);
                state = State.DONE;
            }
            case DONE -> throw new IllegalStateException("the headers are complete");
        }
        return state == State.DONE;
    }

    private void start(int there, int at) throws HttpFault {
        if (there == RETURN) {
            state = State.END;
        } else if (there == LINE) {
            if (!lenient.carriageReturnMissing()) throw token("Invalid header field char", at);
            state = State.DONE;
        } else {
            state = State.NAME;
            name(there, at);
        }
    }

    private void name(int there, int at) throws HttpFault {
        if (there == ':' && !text.isEmpty()) {
            size.check(at + 1);
            name = text.toString();
            framing.name(name.toLowerCase(Locale.ROOT), at);
            text.setLength(0);
            state = State.BEFORE_VALUE;
            return;
        }
        if (!Characters.isToken(there)) {
            var telling = there == ' ' && Framing.isTelling(text.toString().toLowerCase(Locale.ROOT));
            throw token(telling ? "Invalid header field char" : "Invalid header token", at);
        }
        if (!size.isFull()) text.append((char) there);
        size.add();
    }

    private void value(int there, int at) throws HttpFault {
        if (there == RETURN || there == LINE) size.check(at + 1);
        if (there == RETURN) {
            state = State.VALUE_END;
        } else if (there == LINE) {
            if (!lenient.carriageReturnMissing())
                throw new HttpFault("HPE_CR_EXPECTED", "Missing expected CR after header value", at);
            state = State.FOLD;
        } else {
            if (!Characters.isValue(there) && !lenient.headers()) throw token("Invalid header value char", at);
            if (!size.isFull()) text.append((char) there);
            size.add();
        }
    }

    /// A line that begins with a blank goes on with the value before it, which nobody may send any more.
    private void fold(int there, int at) throws HttpFault {
        if (there == ' ' || there == '\t') {
            if (!lenient.headers()) throw token("Unexpected whitespace after header value", at);
            text.append(' ');
            state = State.BEFORE_VALUE;
            return;
        }
        var value = text.toString().stripTrailing();
        text.setLength(0);
        all.add(name);
        all.add(value);
        framing.header(name.toLowerCase(Locale.ROOT), value, at);
        state = State.START;
        start(there, at);
    }

    private static HttpFault token(String reason, int at) {
        return new HttpFault("HPE_INVALID_HEADER_TOKEN", reason, at);
    }
}
