package dev.samovar.spi;

/// What kind of capacity an invocation ran on.
public enum Capacity {
    /// The function's or the account's on-demand capacity.
    ON_DEMAND,
    /// An environment kept ready for the qualifier.
    PROVISIONED,
    /// On-demand capacity, because everything provisioned for the qualifier was busy.
    SPILLOVER
}
