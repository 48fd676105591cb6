package dev.samovar.process.runtimeapi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;

/// What a runtime said, in the order it said it.
public sealed interface Said {

    /// It and its extensions wait for the next invocation: its initialisation, or the invocation it had, is over.
    record AskedForNext() implements Said {}

    /// It asks for the next invocation, and an extension is busy with the one before.
    record WaitsForExtensions() implements Said {}

    /// It cannot be initialised.
    record FailedInit(Fault fault) implements Said {}

    /// The answer to its invocation.
    record Returned(Payload payload) implements Said {}

    /// Its invocation failed, perhaps after a part of the answer.
    record Failed(Fault fault) implements Said {}

    /// Its connection ended before its answer did, which may be since it ends itself.
    record BrokeOff(Fault fault) implements Said {}

    /// Its answer comes in pieces.
    record Streams(String contentType) implements Said {}

    /// A piece of the answer.
    record Piece(Payload bytes) implements Said {}

    /// The answer in pieces is complete.
    record StreamEnded() implements Said {}

    /// Every extension that is a program has registered: the runtime may start.
    record ExtensionsRegistered() implements Said {}

    /// An extension failed, and the environment with it.
    record ExtensionFailed(Fault fault) implements Said {}

    /// The extensions that were told to end have ended.
    record ExtensionsDown() implements Said {}

    /// It says nothing more: its process has ended.
    record Ended() implements Said {}
}
