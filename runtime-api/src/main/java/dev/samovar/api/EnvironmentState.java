package dev.samovar.api;

/// What an environment is doing.
public enum EnvironmentState {
    /// Its instance is being started.
    STARTING,
    /// It waits to be told what to run.
    BLANK,
    /// It loads a version's code and runs its initialisation.
    INITIALISING,
    /// It waits for a request, ready to run.
    IDLE,
    /// It serves a request.
    BUSY,
    /// Its instance was ended by a deadline or a crash; the next request initialises it again.
    RESET,
    /// It is being ended.
    STOPPING
}
