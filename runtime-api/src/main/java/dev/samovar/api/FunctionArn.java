package dev.samovar.api;

import org.jspecify.annotations.Nullable;

/// The full name of a function, a version or an alias:
/// `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]`.
///
/// @param qualifier what follows the name, or null for an unqualified ARN
public record FunctionArn(
        String partition,
        String region,
        String account,
        FunctionName name,
        @Nullable Qualifier qualifier) {

    /// The same function with another qualifier.
    public FunctionArn qualified(Qualifier other) {
        return new FunctionArn(partition, region, account, name, other);
    }

    /// The same function without a qualifier.
    public FunctionArn unqualified() {
        return qualifier == null ? this : new FunctionArn(partition, region, account, name, null);
    }

    @Override
    public String toString() {
        var bare = "arn:" + partition + ":lambda:" + region + ":" + account + ":function:" + name;
        return qualifier == null ? bare : bare + ":" + qualifier;
    }
}
