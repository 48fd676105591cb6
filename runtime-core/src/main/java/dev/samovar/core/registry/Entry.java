package dev.samovar.core.registry;

import dev.samovar.api.FunctionVersion;
import org.jspecify.annotations.Nullable;

/// What a reference resolves to: a version as it is described, and what runs it.
///
/// @param described the version
/// @param runnable what runs it; null until it has been made ready
public record Entry<T>(FunctionVersion described, @Nullable T runnable) {}
