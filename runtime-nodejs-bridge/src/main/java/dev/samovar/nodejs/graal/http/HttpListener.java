package dev.samovar.nodejs.graal.http;

import java.util.List;

/// Hears what a parser finds, in order.
public interface HttpListener {
    /// What follows a head.
    enum Body {
        /// What the head says.
        AS_TOLD,
        /// Nothing, whatever the head says.
        NONE,
        /// Another protocol.
        UPGRADE
    }

    /// The first byte of a message came.
    void begun();

    /// A head is complete.
    Body head(HttpHead head);

    /// A part of the body: bytes of what is being parsed.
    void body(int from, int to);

    /// What came after the last chunk: names and values in turns.
    void trailers(List<String> headers);

    /// The message is complete.
    void complete();
}
