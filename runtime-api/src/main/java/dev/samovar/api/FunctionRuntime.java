package dev.samovar.api;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// The door: creates functions and invokes them. Safe for use by several threads.
///
/// Methods that take a name as text accept what the Lambda API accepts and refuse what it refuses: an `invoke`
/// answers [InvocationResult.Refused], every other method throws [RequestRefusedException].
public interface FunctionRuntime extends AutoCloseable {

    /// Invokes a function and waits for its answer. Whatever the function does, the answer comes
    /// by its deadline.
    ///
    /// A caller that is interrupted stops waiting: it gets a refusal with code `ServiceException`, its thread
    /// stays interrupted, and the invocation goes on.
    default Invocation invoke(String function, Event event) {
        return invoke(function, event, InvocationType.REQUEST_RESPONSE);
    }

    /// Invokes a function in one of the three ways.
    Invocation invoke(String function, Event event, InvocationType type);

    /// Invokes a function and waits for its answer, with all the options of a request.
    Invocation invoke(InvocationRequest request);

    /// Begins an invocation and never blocks: whether it may run is decided on the caller's thread, the
    /// rest happens on the environment's own, and the sink is told. A refusal reaches the sink before
    /// this method returns.
    void start(InvocationRequest request, InvocationSink sink);

    /// The same with an id that the request has already, such as one that its event speaks of.
    void start(UUID requestId, InvocationRequest request, InvocationSink sink);

    /// Invokes a function on the caller's own thread: the last microsecond, for handlers that are trusted.
    ///
    /// A handler that misses its deadline is killed as always, but this call cannot return before the handler
    /// does. Engines that cannot run on a foreign thread are invoked as by [#invoke(InvocationRequest)].
    Invocation invokeOnCaller(InvocationRequest request);

    /// Whether a request would be refused now, without admitting it: what a front asks before it reads a body.
    Optional<Refusal> wouldRefuse(FunctionRef function);

    /// Creates a function and returns when it is active.
    ///
    /// @throws RequestRefusedException if it exists already, cannot be run here, or its package is bad
    FunctionVersion create(FunctionSpec spec);

    /// Creates a function that is a handler of the host, with defaults for everything else.
    default FunctionVersion create(String name, Handler handler) {
        return create(FunctionSpec.host(name, handler));
    }

    /// Changes a function's code and configuration to what the spec says and returns when the change serves.
    /// Invocations in flight end on the old code.
    ///
    /// @throws RequestRefusedException if it does not exist, cannot be run here, or its package is bad
    FunctionVersion update(FunctionSpec spec);

    /// Creates or updates a function, and does nothing when nothing changed: what a host calls at each start.
    FunctionVersion put(FunctionSpec spec);

    /// Publishes `$LATEST` as a new version, or answers the last one when nothing changed since.
    FunctionVersion publish(String function);

    /// Begins to create or change an alias.
    AliasChange alias(String function, String alias);

    /// Deletes a function with its versions and aliases, one version (`name:7`), or one alias (`name:live`).
    void delete(String function);

    /// Makes one environment ready for the version that the reference resolves to, so that the next invocation
    /// of it starts warm; returns when it is ready.
    ///
    /// @throws RequestRefusedException if there is no such function or no room
    /// @throws FunctionFailedException if its initialisation failed
    void prime(String function);

    /// The control operations, as the Lambda API has them.
    Control control();

    /// What there is right now: functions, environments, permits.
    RuntimeSnapshot snapshot();

    /// Whether code that is not trusted, of isolation `PROCESS`, can connect to what listens on this machine's loopback
    /// interface, or to a part of it, because the host does without a sandbox or opened a port. What listens there
    /// must not serve whoever connects.
    boolean opensLoopback();

    /// Refuses new requests, waits as long as given for those in flight, then ends everything. Harmless
    /// when closed already.
    void close(Duration patience);

    /// Closes with a patience of 5 seconds.
    @Override
    default void close() {
        close(Duration.ofSeconds(5));
    }

    /// The versions an alias is to point to.
    interface AliasChange {

        /// All requests to one version.
        Alias to(Version version);

        /// All requests to one version.
        default Alias to(FunctionVersion version) {
            return to(version.version());
        }

        /// A share of the requests to a second version.
        ///
        /// @param weight the canary's share, 0.0 to 1.0
        Alias to(Version version, Version canary, double weight);
    }
}
