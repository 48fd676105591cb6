package dev.samovar.api;

import org.jspecify.annotations.Nullable;

/// When a function or version gets another version of its runtime. It is recorded: runtimes change with this library.
///
/// @param updateOn when
/// @param runtimeVersionArn which one, if it is held by hand
///
/// Source: AWS Lambda API reference, "PutRuntimeManagementConfig".
public record RuntimeManagement(UpdateOn updateOn, @Nullable String runtimeVersionArn) {
    /// What holds where nothing was said.
    public static final RuntimeManagement AUTO = new RuntimeManagement(UpdateOn.AUTO, null);

    /// When a runtime is updated.
    public enum UpdateOn {
        /// When there is a newer one.
        AUTO,
        /// When the function is updated.
        FUNCTION_UPDATE,
        /// Never by itself.
        MANUAL
    }
}
