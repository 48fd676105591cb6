package dev.samovar.spi;

import java.util.Optional;

/// One version's code, prepared: what an [Instance] is specialised to.
public interface Program extends AutoCloseable {

    /// Which instances can be specialised to it.
    BlankKey blankKey();

    /// What processes of it leave to those after them, if anything.
    default Optional<ProgramCache> cache() {
        return Optional.empty();
    }

    /// What its invocations so far showed to speak against this engine, if another one could run the function: a
    /// sentence, shown in the function's configuration; empty if nothing does. Asked after each invocation, by any
    /// thread, so it must cost next to nothing.
    default Optional<String> objection() {
        return Optional.empty();
    }

    /// The version is gone and so are its instances.
    @Override
    void close();
}
