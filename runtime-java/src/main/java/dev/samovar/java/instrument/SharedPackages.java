package dev.samovar.java.instrument;

import java.util.List;

/// The published list of what a guest shares with the host: packages by prefix, and the class loader
/// that has them.
///
/// @param prefixes such as `com.amazonaws.services.lambda.runtime.`; a class whose name begins with one is
/// shared, and never taken from the customer's code
public record SharedPackages(ClassLoader loader, List<String> prefixes) {
    public SharedPackages {
        prefixes = List.copyOf(prefixes);
    }

    /// Whether a class is on the list.
    public boolean contain(String className) {
        for (var prefix : prefixes) if (className.startsWith(prefix)) return true;
        return false;
    }
}
