package dev.samovar.cli.endpoint;

import static dev.samovar.cli.endpoint.Endpoint.segment;

import org.jspecify.annotations.Nullable;

/// Where the Lambda API has its resources.
///
/// Source: AWS Lambda API reference, "Actions".
public final class LambdaPaths {
    /// All functions.
    public static final String FUNCTIONS = "/2015-03-31/functions";

    /// All event source mappings.
    public static final String EVENT_SOURCE_MAPPINGS = "/2015-03-31/event-source-mappings";

    private LambdaPaths() {}

    /// A function: its description, and what deletes it.
    public static String function(String name) {
        return FUNCTIONS + "/" + segment(name);
    }

    /// The configuration of a function, or of a version or alias of it.
    public static String configuration(String name, @Nullable String qualifier) {
        return function(name) + "/configuration" + qualified(qualifier);
    }

    /// All aliases of a function.
    public static String aliases(String name) {
        return function(name) + "/aliases";
    }

    /// An alias.
    public static String alias(String name, String alias) {
        return aliases(name) + "/" + segment(alias);
    }

    /// All versions of a function.
    public static String versions(String name) {
        return function(name) + "/versions";
    }

    /// What a query names a version or alias with.
    public static String qualified(@Nullable String qualifier) {
        return qualifier == null ? "" : "?Qualifier=" + segment(qualifier);
    }
}
