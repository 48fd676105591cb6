package dev.samovar.api;

/// Whether a version can be invoked.
///
/// Source: AWS Lambda developer guide, "Lambda function states".
public enum FunctionState {
    /// It is being created.
    PENDING,
    /// It can be invoked.
    ACTIVE,
    /// It was idle so long that its resources were given back; the next invoke wakes it.
    INACTIVE,
    /// It could not be created.
    FAILED
}
