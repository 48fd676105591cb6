package dev.samovar.core.registry;

import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import org.jspecify.annotations.Nullable;

/// What a reference resolves to: a version as it is described, and what runs it.
///
/// @param described the version
/// @param runnable what runs it; null until it has been made ready
/// @param unfit why it cannot be made ready in this process, though it once was; null else
public record Entry<T>(
        FunctionVersion described,
        @Nullable T runnable,
        @Nullable String unfit) {
    /// One that nothing is wrong with.
    public Entry(FunctionVersion described, @Nullable T runnable) {
        this(described, runnable, null);
    }

    /// The version as it is now: one that cannot be made ready has failed.
    public FunctionVersion shown() {
        return unfit == null
                ? described
                : Redescribed.as(
                        described,
                        FunctionState.FAILED,
                        unfit,
                        described.update(),
                        described.updateReason(),
                        described.revisionId());
    }
}
