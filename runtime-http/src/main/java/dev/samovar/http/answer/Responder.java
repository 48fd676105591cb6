package dev.samovar.http.answer;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Hears what one request is answered with: an answer as a whole, or its beginning, pieces, and its end. On any
/// thread; nothing here waits.
public interface Responder {

    /// The whole answer.
    ///
    /// @param id the request's id
    void answer(UUID id, Answer whole);

    /// The answer begins; its body comes in pieces.
    ///
    /// @param head the answer without its body
    void begin(UUID id, Answer head);

    /// Whether there is room for another piece.
    ///
    /// @param onReady if not, is run once, by any thread, when there is again
    boolean hasRoom(Runnable onReady);

    /// A piece, which is copied.
    void write(ByteBuffer bytes);

    /// The answer is whole.
    void end();

    /// What has begun cannot be finished: the caller sees the connection end.
    void fail();
}
