package dev.samovar.core.catalog;

import dev.samovar.api.FunctionRef;
import dev.samovar.api.RequestRefusedException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses destinations of asynchronous events that can be none.
///
/// Source: AWS Lambda developer guide, "Capturing records of Lambda asynchronous invocations".
record DestinationCheck(Functions functions) {
    private static final Set<String> OF_SUCCESS = Set.of("sqs", "sns", "lambda", "events");
    private static final Set<String> OF_FAILURE = with(OF_SUCCESS, "s3");

    private static Set<String> with(Set<String> services, String more) {
        var all = new HashSet<>(services);
        all.add(more);
        return Set.copyOf(all);
    }

    /// @param onSuccess an ARN, or null for none
    /// @param onFailure an ARN, or null for none
    void check(@Nullable String onSuccess, @Nullable String onFailure) {
        if (!isOf(OF_SUCCESS, onSuccess) || !isOf(OF_FAILURE, onFailure))
            throw Refused.invalid("The provided destination config DestinationConfig(onSuccess="
                    + shown("OnSuccess", onSuccess) + ", onFailure=" + shown("OnFailure", onFailure) + ") is invalid.");
        requireThere(onSuccess);
        requireThere(onFailure);
    }

    private static boolean isOf(Set<String> services, @Nullable String destination) {
        return destination == null || services.contains(service(destination));
    }

    private static String service(String arn) {
        var parts = arn.split(":", 4);
        return parts.length < 3 ? "" : parts[2];
    }

    private static String shown(String what, @Nullable String destination) {
        return destination == null ? "null" : what + "(destination=" + destination + ")";
    }

    /// Functions elsewhere may be known to what the host sends with.
    private void requireThere(@Nullable String destination) {
        if (destination == null || !service(destination).equals("lambda")) return;
        FunctionRef ref;
        try {
            ref = FunctionRef.parse(destination);
        } catch (IllegalArgumentException e) {
            throw invalid(destination);
        }
        if (functions.account().refusalOf(ref) == null && !functions.has(ref.name(), ref.qualifier()))
            throw invalid(destination);
    }

    private static RequestRefusedException invalid(String destination) {
        return Refused.invalid("The destination ARN " + destination + " is invalid.");
    }
}
