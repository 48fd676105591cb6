package dev.samovar.core.async;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import org.jspecify.annotations.Nullable;

/// What one attempt came to.
///
/// @param executedVersion the version that ran
/// @param fault what failed, null if it succeeded
/// @param payload what was answered
record Attempt(String executedVersion, @Nullable Fault fault, Payload payload) {}
