package dev.samovar.spi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import java.io.OutputStream;

/// Takes a function's answer. The first answer counts; later ones, and those after the deadline, are dropped.
///
/// The caller is told when [Instance#invoke] returns, so that it finds the environment ready for
/// its next request.
public interface Reply {

    /// The function answered.
    void returned(Payload payload);

    /// The function failed. Of a runtime that ended ([Fault.Kind#EXIT]) the reason is enough: what has no
    /// payload is told with the request, in Lambda's words.
    void failed(Fault fault);

    /// Begins a streamed answer, which ends when the stream is closed, or with [#failed] after the first byte.
    ///
    /// Writing blocks while the caller is slow, until the deadline. Where the caller did not ask for a stream,
    /// the bytes are collected and answered at the end.
    ///
    /// @param contentType what the bytes are
    OutputStream stream(String contentType);

    /// Tells the caller the answer given so far before [Instance#invoke] returns, because the instance has
    /// more to do.
    void deliver();
}
