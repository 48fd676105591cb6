package dev.samovar.java.crac;

/// Resources that are told together. It is a resource itself, so that contexts can be nested.
public abstract class Context<R extends Resource> implements Resource {

    /// A context of no resources.
    protected Context() {}

    @Override
    public abstract void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException;

    @Override
    public abstract void afterRestore(Context<? extends Resource> context) throws RestoreException;

    /// Has a resource told from now on.
    public abstract void register(R resource);
}
