package dev.samovar.java.crac;

/// Something that must be told before a checkpoint and after a restore.
public interface Resource {

    /// A checkpoint is about to be taken.
    void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

    /// The program was restored from a checkpoint.
    void afterRestore(Context<? extends Resource> context) throws Exception;
}
