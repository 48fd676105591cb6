package dev.samovar.java.instrument;

import org.jspecify.annotations.Nullable;

/// Where class files are found without loading a class.
@FunctionalInterface
interface ClassFiles {
    /// @param internalName `com/acme/Handler`
    byte @Nullable [] find(String internalName);
}
