package dev.samovar.java.instrument;

import org.jspecify.annotations.Nullable;

/// Where class files are found without loading a class.
@FunctionalInterface
interface ClassFiles {
    /// The class file of this name, or null.
    ///
    /// @param internalName `com/acme/Handler`
    byte @Nullable [] find(String internalName);
}
