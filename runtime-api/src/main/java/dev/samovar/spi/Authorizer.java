package dev.samovar.spi;

/// Decides who may do what, once it is known who asks. Asked for every request, by several threads, and answers at
/// once.
@FunctionalInterface
public interface Authorizer {
    /// Whether a request is let through.
    ///
    /// @param action in IAM's words, such as `lambda:InvokeFunction`
    /// @param resource the ARN of the function, or `*` if the request is about none
    boolean allows(Caller caller, String action, String resource);
}
