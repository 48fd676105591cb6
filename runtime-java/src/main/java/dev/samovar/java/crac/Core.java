package dev.samovar.java.crac;

/// Where an environment's resources are registered.
public final class Core {
    private static final Context<Resource> GLOBAL = new OrderedContext();

    private Core() {}

    /// The context of the environment.
    public static Context<Resource> getGlobalContext() {
        return GLOBAL;
    }

    /// A function cannot ask for a checkpoint itself.
    @SuppressWarnings("DoNotCallSuggester") // the signature is org.crac's
    public static void checkpointRestore() throws CheckpointException, RestoreException {
        throw new UnsupportedOperationException("a function cannot take a checkpoint of itself");
    }
}
