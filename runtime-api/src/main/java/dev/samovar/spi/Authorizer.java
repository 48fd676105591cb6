package dev.samovar.spi;

/// Decides what callers of the account may do, once it is known who asks. What other accounts may do is for
/// resource policies, and functions may only invoke functions. Asked for every request to the Lambda API,
/// CloudWatch Logs, IAM and STS, by several threads, and answers at once.
@FunctionalInterface
public interface Authorizer {
    /// Whether a request is let through.
    ///
    /// @param action in IAM's words, such as `lambda:InvokeFunction`
    /// @param resource the ARN of the function that the path names, or `*` if it names none
    boolean allows(Caller caller, String action, String resource);
}
