package dev.samovar.java.handler;

import java.io.OutputStream;

/// One call of a handler.
public interface Call {

    /// The event's bytes, not to be changed.
    byte[] event();

    /// The context object.
    AwsContext context();

    /// Where a streaming handler's output goes.
    OutputStream output();
}
