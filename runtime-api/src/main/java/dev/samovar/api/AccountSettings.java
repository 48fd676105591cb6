package dev.samovar.api;

/// The limits of the account and what is left of them.
///
/// @param concurrentExecutions the limit on requests in flight
/// @param unreservedConcurrentExecutions what of it is not reserved for single functions
/// @param functionCount how many functions there are
/// @param totalCodeSize the bytes of all packages
///
/// Source: AWS Lambda API reference, "GetAccountSettings".
public record AccountSettings(
        int concurrentExecutions, int unreservedConcurrentExecutions, int functionCount, long totalCodeSize) {}
