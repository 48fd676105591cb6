package dev.samovar.java.guest;

/// Thrown by the polls of an environment that was killed, at every method entry and every loop, until its threads
/// end. It has no stack trace: it says nothing about the code it ends.
public final class Killed extends Error {
    private static final long serialVersionUID = 1;

    public Killed() {
        super("the environment was ended", null, false, false);
    }

    /// What a poll does once its environment is killed.
    @SuppressWarnings("DoNotCallSuggester")
    static void fire() {
        throw new Killed();
    }
}
