package dev.samovar.nodejs.graal.http;

/// The first line of a message, a byte at a time.
final class StartLine {
    private static final int LINE = '\n';
    private static final int RETURN = '\r';
    private static final String HTTP = "HTTP/";
    private static final String ICE = "ICE/";
    private static final String RTSP = "RTSP/";

    private enum State {
        METHOD,
        BEFORE_URL,
        URL,
        BEFORE_PROTOCOL,
        PROTOCOL,
        MAJOR,
        DOT,
        MINOR,
        AFTER_VERSION,
        VERSION_END,
        STATUS,
        AFTER_STATUS,
        REASON,
        STATUS_END,
        DONE
    }

    private final boolean request;
    private final Leniency lenient;
    private final HeadSize size;
    private final StringBuilder text = new StringBuilder();
    private State state;
    private UrlState url = UrlState.START;
    private String address = "";
    private String reason = "";
    private int method = -1;
    private int major;
    private int minor;
    private int status;
    private int digits;

    StartLine(boolean request, Leniency lenient, HeadSize size) {
        this.request = request;
        this.lenient = lenient;
        this.size = size;
        this.state = request ? State.METHOD : State.PROTOCOL;
    }

    /// Takes a byte, and says whether the line is complete.
    boolean accept(int there, int at) throws HttpFault {
        switch (state) {
            case METHOD -> method(there, at);
            case BEFORE_URL -> {
                if (there != ' ') {
                    if (method == HttpMethods.CONNECT) url = UrlState.SERVER;
                    state = State.URL;
                    url(there, at);
                }
            }
            case URL -> url(there, at);
            case BEFORE_PROTOCOL -> {
                if (there != ' ') {
                    state = State.PROTOCOL;
                    protocol(there, at);
                }
            }
            case PROTOCOL -> protocol(there, at);
            case MAJOR -> {
                major = digit(there, "Invalid major version", at);
                state = State.DOT;
            }
            case DOT -> {
                if (there != '.') throw version("Expected dot", at);
                state = State.MINOR;
            }
            case MINOR -> minor(there, at);
            case AFTER_VERSION -> afterVersion(there, at);
            case VERSION_END -> lineFeed(there, "HPE_STRICT", "Expected CRLF after version", at);
            case STATUS -> status(there, at);
            case AFTER_STATUS -> afterStatus(there, at);
            case REASON -> reason(there, at);
            case STATUS_END -> lineFeed(there, "HPE_STRICT", "Expected LF after CR", at);
            case DONE -> throw new IllegalStateException("the line is complete");
        }
        return state == State.DONE;
    }

    private void method(int there, int at) throws HttpFault {
        if (there == ' ' && HttpMethods.number(text.toString()) >= 0) {
            method = HttpMethods.number(text.toString());
            if (method == HttpMethods.PRI) throw new HttpFault("HPE_PAUSED_H2_UPGRADE", "Pause on PRI/Upgrade", at);
            text.setLength(0);
            state = State.BEFORE_URL;
            return;
        }
        text.append((char) there);
        if (HttpMethods.isBeginning(text.toString())) return;
        text.setLength(text.length() - 1);
        throw new HttpFault(
                "HPE_INVALID_METHOD",
                HttpMethods.number(text.toString()) >= 0 ? "Expected space after method" : "Invalid method encountered",
                at);
    }

    private void url(int there, int at) throws HttpFault {
        if (there == ' ' || there == RETURN || there == LINE) {
            if (!url.isEnd()) throw new HttpFault("HPE_INVALID_URL", "Invalid characters in url", at);
            size.check(at);
            address = text.toString();
            text.setLength(0);
            state = there == ' ' ? State.BEFORE_PROTOCOL : State.VERSION_END;
            if (there != ' ') minor = 9;
            if (there == LINE) lineFeed(there, "HPE_CR_EXPECTED", "Missing expected CR after url", at);
            return;
        }
        if (!size.isFull()) text.append((char) there);
        size.add();
        url = url.next(there, at);
    }

    private void protocol(int there, int at) throws HttpFault {
        text.append((char) there);
        var begun = text.toString();
        if (begun.equals(HTTP) || (request && (begun.equals(ICE) || begun.equals(RTSP)))) {
            if (begun.equals(ICE) && method != HttpMethods.SOURCE)
                throw constant("Expected SOURCE method for ICE/x.x request", at);
            text.setLength(0);
            state = State.MAJOR;
        } else if (!HTTP.startsWith(begun) && !(request && (ICE.startsWith(begun) || RTSP.startsWith(begun)))) {
            throw constant("Expected HTTP/, RTSP/ or ICE/", at);
        }
    }

    private void minor(int there, int at) throws HttpFault {
        minor = digit(there, "Invalid minor version", at);
        var known = (major == 1 && minor <= 1) || (major == 0 && minor == 9) || (major == 2 && minor == 0);
        if (!known && !lenient.version()) throw version("Invalid HTTP version", at);
        state = State.AFTER_VERSION;
    }

    private void afterVersion(int there, int at) throws HttpFault {
        if (request) {
            if (there == RETURN) state = State.VERSION_END;
            else if (there == LINE && lenient.carriageReturnMissing()) state = State.DONE;
            else throw version("Expected CRLF after version", at);
        } else {
            if (there != ' ') throw version("Expected space after version", at);
            state = State.STATUS;
        }
    }

    private void status(int there, int at) throws HttpFault {
        if (!Characters.isDigit(there)) throw new HttpFault("HPE_INVALID_STATUS", "Invalid status code", at);
        status = status * 10 + there - '0';
        if (++digits == 3) state = State.AFTER_STATUS;
    }

    private void afterStatus(int there, int at) throws HttpFault {
        if (there == ' ') state = State.REASON;
        else if (there == RETURN) state = State.STATUS_END;
        else if (there == LINE) withoutReturn(at);
        else throw new HttpFault("HPE_INVALID_STATUS", "Invalid response status", at);
    }

    private void reason(int there, int at) throws HttpFault {
        if (there == RETURN || there == LINE) {
            size.check(at);
            reason = text.toString();
            if (there == RETURN) state = State.STATUS_END;
            else withoutReturn(at);
            return;
        }
        if (!size.isFull()) text.append((char) there);
        size.add();
    }

    private void withoutReturn(int at) throws HttpFault {
        if (!lenient.carriageReturnMissing())
            throw new HttpFault("HPE_CR_EXPECTED", "Missing expected CR after response line", at);
        state = State.DONE;
    }

    private void lineFeed(int there, String code, String reason, int at) throws HttpFault {
        if (there != LINE) throw new HttpFault(code, reason, at);
        state = State.DONE;
    }

    private static int digit(int there, String reason, int at) throws HttpFault {
        if (!Characters.isDigit(there)) throw version(reason, at);
        return there - '0';
    }

    private static HttpFault version(String reason, int at) {
        return new HttpFault("HPE_INVALID_VERSION", reason, at);
    }

    private static HttpFault constant(String reason, int at) {
        return new HttpFault("HPE_INVALID_CONSTANT", reason, at);
    }

    int method() {
        return method;
    }

    String url() {
        return address;
    }

    int major() {
        return major;
    }

    int minor() {
        return minor;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
