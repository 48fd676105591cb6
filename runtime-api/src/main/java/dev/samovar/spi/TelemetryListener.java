package dev.samovar.spi;

/// Hears what happens in an environment and what its function writes, as events of Lambda's Telemetry API. Called by
/// several threads, which must not be held up.
public interface TelemetryListener {

    /// Something happened.
    ///
    /// @param type such as `platform.start` or `function`
    /// @param timestampMillis when that was, in milliseconds since 1970
    /// @param record what there is to say of it, as JSON
    void event(String type, long timestampMillis, String record);
}
