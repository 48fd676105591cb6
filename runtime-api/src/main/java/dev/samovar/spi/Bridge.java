package dev.samovar.spi;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// Runs the functions of one engine. One bridge belongs to one runtime.
///
/// The runtime calls, in this order: [#prepare] when a function is written; [#start] for a blank of a key that
/// a program asked for, or with the program's key when none waits; then on the instance [Instance#specialise],
/// [Instance#invoke] any number of times, one at a time, and [Instance#close].
public interface Bridge extends AutoCloseable {

    /// The name of the engine, such as `java` or `graaljs`: what a function may be pinned to.
    String engine();

    /// The isolation its environments give.
    Isolation isolation();

    /// What it can do.
    Set<Capability> capabilities();

    /// Whether it runs functions like this one: a yes is a sentence that says why, shown in
    /// the function's configuration.
    Optional<String> claims(FunctionSpec spec);

    /// What keeps the engine from running any function on this machine, as a sentence that refusals show; empty if
    /// nothing does. Called when a function is written that it claims.
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /// What speaks against running this package here, if another engine that claims the function could run it: a
    /// sentence, shown in the function's configuration; empty if nothing does. Called when code is written, before
    /// [#prepare]; it looks at the files and runs none of them.
    default Optional<String> objection(Deployment deployment) {
        return Optional.empty();
    }

    /// Prepares code that was just written so that no request pays for it: scans it, transforms it, fills
    /// caches. Called on a background thread, and once for each version; the same [Deployment#digest] again
    /// should cost next to nothing.
    ///
    /// @throws InvalidPackageException if the package can never run
    Program prepare(Deployment deployment);

    /// Starts an instance that fits the key and runs no function yet. Called on the environment's own thread.
    ///
    /// @throws InitException if it does not start
    Instance start(BlankKey key) throws InitException;

    /// How much stack the thread of an environment has, or 0 for the JVM's default.
    default long stackBytes() {
        return 0;
    }

    /// Figures of the engine by their names, which hosts see as the meters `samovar.engine.NAME` with the tag
    /// `engine`. They are read by any thread, now and then.
    default Map<String, DoubleSupplier> measures() {
        return Map.of();
    }

    /// Ends everything that is left. No instance is used after.
    @Override
    void close();
}
