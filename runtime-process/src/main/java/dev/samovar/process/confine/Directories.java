package dev.samovar.process.confine;

/// Where a child finds the directories of its sandbox.
///
/// @param task the function's code
/// @param layers the function's layers
/// @param tmp what may be written to
public record Directories(String task, String layers, String tmp) {

    /// Where functions find them on Lambda.
    public static final Directories OF_LAMBDA = new Directories("/var/task", "/opt", "/tmp");
}
