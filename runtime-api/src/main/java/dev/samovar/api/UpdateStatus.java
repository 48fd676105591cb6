package dev.samovar.api;

/// How the last update of a function went.
///
/// Source: AWS Lambda developer guide, "Lambda function states".
public enum UpdateStatus {
    /// There was no update, or the version is published.
    NONE,
    /// An update is under way; the old code serves meanwhile.
    IN_PROGRESS,
    /// The last update stands.
    SUCCESSFUL,
    /// The last update failed; the old code serves on.
    FAILED
}
