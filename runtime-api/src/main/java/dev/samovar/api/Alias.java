package dev.samovar.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A name for one version of a function, or for two with a weight.
///
/// @param name the alias
/// @param version the version that serves
/// @param canary a second published version and the share of requests it gets, or null
/// @param description at most 256 characters
/// @param revisionId changes at every write
public record Alias(
        AliasName name, Version version, @Nullable Canary canary, String description, UUID revisionId) {

    /// A second version and its share of the requests, drawn anew for each request.
    ///
    /// @param weight 0.0 to 1.0
    public record Canary(Version version, double weight) {
        /// @throws IllegalArgumentException if the weight is not within 0.0 and 1.0
        public Canary {
            if (!(weight >= 0.0 && weight <= 1.0))
                throw new IllegalArgumentException("a weight is 0.0 to 1.0, not " + weight);
        }
    }

    /// @throws IllegalArgumentException if `$LATEST` has a canary, the canary is the primary version, or the
    ///     description is too long
    public Alias {
        if (canary != null && (version.isLatest() || canary.version().isLatest()))
            throw new IllegalArgumentException("$LATEST is not supported for an alias pointing to more than 1 version");
        if (canary != null && canary.version().equals(version))
            throw new IllegalArgumentException("Invalid function version " + version + ". Function version " + version
                    + " is already included in routing configuration.");
        if (description.length() > 256)
            throw new IllegalArgumentException(
                    "the description has at most 256 characters, not " + description.length());
    }

    /// Whether requests can reach the version through it.
    public boolean pointsTo(Version wanted) {
        return version.equals(wanted) || (canary != null && canary.version().equals(wanted));
    }

    /// Chooses the version for one request.
    ///
    /// @param draw lies in `[0, 1)`
    public Version choose(double draw) {
        return canary != null && draw < canary.weight() ? canary.version() : version;
    }
}
