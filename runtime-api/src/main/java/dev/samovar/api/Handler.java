package dev.samovar.api;

/// A function's code, as Samovar's own API sees it: an event in, a payload out.
///
/// A host hands a handler to [FunctionRuntime#create(String, Handler)]; a function jar may implement it too.
/// One environment calls its handler for one invocation at a time; several environments may call a host's
/// handler at once, each on its own thread, so a host's handler must be safe for that.
@FunctionalInterface
public interface Handler {

    /// Answers one invocation.
    ///
    /// Whatever is thrown becomes the invocation's [Fault], as Lambda reports an error of a Java handler. A
    /// handler that wrote to [Context#responseStream()] has answered already: what it returns then is not used.
    ///
    /// @return the answer; [Payload#NULL] for none
    Payload handle(Event event, Context context) throws Exception;
}
