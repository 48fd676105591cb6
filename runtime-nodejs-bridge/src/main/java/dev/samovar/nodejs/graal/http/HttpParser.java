package dev.samovar.nodejs.graal.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the messages of one connection as their bytes come, and tells of them. What is wrong once stays wrong.
public final class HttpParser {
    private static final int LINE = '\n';
    private static final int RETURN = '\r';

    private enum State {
        /// Between messages.
        START,
        /// After the last message of the connection.
        CLOSED,
        LINE,
        HEADERS,
        BODY,
        BODY_TO_THE_END,
        CHUNK_LINE,
        CHUNK,
        CHUNK_END,
        CHUNK_END_LINE,
        TRAILERS
    }

    private final boolean request;
    private final int largestHead;
    private final Leniency lenient;
    private State state = State.START;
    private Message message;
    private ChunkLine chunk;
    private long left;
    private boolean keepAlive;
    private boolean upgraded;
    private @Nullable HttpFault fault;

    /// @param largestHead the most bytes of an address, names and values together
    /// @param lenient Node's flags of what is overlooked
    public HttpParser(boolean request, int largestHead, int lenient) {
        this.request = request;
        this.largestHead = largestHead;
        this.lenient = new Leniency(lenient);
        message = new Message();
        chunk = new ChunkLine(this.lenient);
    }

    /// What is known of one message.
    private final class Message {
        final HeadSize headSize = new HeadSize(largestHead);
        final HeadSize trailerSize = new HeadSize(largestHead);
        final StartLine line = new StartLine(request, lenient, headSize);
        final Framing framing = new Framing(request, lenient);
        final Fields headers = Fields.ofHead(lenient, headSize, framing);
        final Fields trailers = Fields.afterChunks(lenient, trailerSize, framing);
    }

    /// The names of the methods, by the numbers that heads have.
    public static List<String> methods() {
        return HttpMethods.names();
    }

    /// Reads bytes.
    ///
    /// @return where it stopped: at the end, or where another protocol begins
    /// @throws HttpFault if they are no message that can be read in one way only
    public int execute(byte[] in, int from, int to, HttpListener listener) throws HttpFault {
        if (fault != null) throw fault;
        upgraded = false;
        try {
            var at = from;
            while (at < to && !upgraded) at = step(in, at, to, from, listener);
            message.headSize.check(at - from);
            message.trailerSize.check(at - from);
            return at;
        } catch (HttpFault e) {
            fault = e;
            throw e;
        } catch (RuntimeException e) {
            fault = new HttpFault("HPE_USER", "A callback failed", 0);
            throw e;
        }
    }

    /// Hears that no more comes.
    ///
    /// @throws HttpFault if a message is not complete
    public void finish(HttpListener listener) throws HttpFault {
        if (fault != null || state == State.START || state == State.CLOSED) return;
        if (state != State.BODY_TO_THE_END) throw new HttpFault("HPE_INVALID_EOF_STATE", "Invalid EOF state", 0);
        complete(listener);
    }

    private int step(byte[] in, int at, int to, int from, HttpListener listener) throws HttpFault {
        var there = in[at] & 0xff;
        var place = at - from;
        switch (state) {
            case START -> {
                if (there == RETURN || there == LINE) return at + 1;
                begin(listener);
                return at;
            }
            case CLOSED -> {
                if (there != RETURN && there != LINE && !lenient.dataAfterClose())
                    throw new HttpFault("HPE_CLOSED_CONNECTION", "Data after `Connection: close`", place);
                if (lenient.dataAfterClose()) state = State.START;
                return lenient.dataAfterClose() ? at : at + 1;
            }
            case LINE -> {
                if (message.line.accept(there, place)) state = State.HEADERS;
            }
            case HEADERS -> {
                if (message.headers.accept(there, place)) headComplete(listener, place);
            }
            case BODY, CHUNK -> {
                return body(at, to, listener);
            }
            case BODY_TO_THE_END -> {
                listener.body(at, to);
                return to;
            }
            case CHUNK_LINE -> {
                if (chunk.accept(there, place)) chunkBegins();
            }
            case CHUNK_END -> {
                return chunkEnds(there, at, place);
            }
            case CHUNK_END_LINE -> {
                if (there != LINE) throw new HttpFault("HPE_STRICT", "Expected LF after chunk data", place);
                nextChunk();
            }
            case TRAILERS -> {
                if (message.trailers.accept(there, place)) {
                    var trailers = message.trailers.all();
                    if (!trailers.isEmpty()) listener.trailers(trailers);
                    complete(listener);
                }
            }
        }
        return at + 1;
    }

    private void begin(HttpListener listener) {
        message = new Message();
        state = State.LINE;
        listener.begun();
    }

    private void headComplete(HttpListener listener, int place) throws HttpFault {
        var line = message.line;
        var framing = message.framing;
        var connects = line.method() == HttpMethods.CONNECT;
        var upgrade = connects || (framing.isUpgrade() && (request || line.status() == 101));
        keepAlive = framing.keepsAlive(line.major(), line.minor(), line.status());
        var answer = listener.head(new HttpHead(
                line.major(),
                line.minor(),
                message.headers.all(),
                line.method(),
                line.url(),
                line.status(),
                line.reason(),
                upgrade,
                keepAlive));
        var isWithoutBody = connects || answer == HttpListener.Body.NONE || !framing.hasBody();
        if (answer == HttpListener.Body.UPGRADE || (upgrade && isWithoutBody)) {
            complete(listener);
            upgraded = true;
            state = State.START;
        } else if (answer == HttpListener.Body.NONE || framing.isBodiless(line.status())) {
            complete(listener);
        } else {
            bodyBegins(listener, place);
        }
    }

    private void bodyBegins(HttpListener listener, int place) throws HttpFault {
        var framing = message.framing;
        if (framing.isEndless())
            throw new HttpFault("HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`", place);
        if (framing.isChunked()) {
            nextChunk();
        } else if (framing.lastsToTheEnd(message.line.status())) {
            state = State.BODY_TO_THE_END;
        } else if (framing.length() != 0) {
            left = framing.length();
            state = State.BODY;
        } else {
            complete(listener);
        }
    }

    private int body(int at, int to, HttpListener listener) {
        var there = to - at;
        var taken = Long.compareUnsigned(left, there) < 0 ? (int) left : there;
        listener.body(at, at + taken);
        left -= taken;
        if (left == 0) {
            if (state == State.CHUNK) state = State.CHUNK_END;
            else complete(listener);
        }
        return at + taken;
    }

    private void nextChunk() {
        chunk = new ChunkLine(lenient);
        state = State.CHUNK_LINE;
    }

    private void chunkBegins() {
        left = chunk.size();
        state = left == 0 ? State.TRAILERS : State.CHUNK;
    }

    private int chunkEnds(int there, int at, int place) throws HttpFault {
        if (there == RETURN) {
            state = State.CHUNK_END_LINE;
            return at + 1;
        }
        if (there == LINE && lenient.carriageReturnMissing()) {
            nextChunk();
            return at + 1;
        }
        if (lenient.lineEndMissingAfterChunk()) {
            nextChunk();
            return at;
        }
        throw there == LINE
                ? new HttpFault("HPE_CR_EXPECTED", "Missing expected CR after chunk data", place)
                : new HttpFault("HPE_STRICT", "Expected LF after chunk data", place);
    }

    private void complete(HttpListener listener) {
        state = keepAlive ? State.START : State.CLOSED;
        upgraded = message.framing.isUpgrade() && request;
        listener.complete();
    }
}
