package dev.samovar.api;

/// What is done when a function calls itself through other services again and again.
///
/// Source: AWS Lambda API reference, "PutFunctionRecursionConfig".
public enum RecursiveLoop {
    /// Nothing.
    ALLOW,
    /// The function is not invoked any more by that chain.
    TERMINATE
}
