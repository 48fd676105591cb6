package dev.samovar.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where functions live: a partition, a region and an account number.
///
/// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
///
/// @param partition such as `aws`
/// @param region such as `us-east-1`
/// @param id twelve digits
public record Account(String partition, String region, String id) {
    private static final Pattern PARTITION = Pattern.compile("aws[a-zA-Z-]*");
    private static final Pattern REGION = Pattern.compile("(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\\d");
    private static final Pattern ID = Pattern.compile("\\d{12}");

    /// @throws IllegalArgumentException if a part has another shape
    public Account {
        require(PARTITION, partition, "a partition (such as aws)");
        require(REGION, region, "a region (such as us-east-1)");
        require(ID, id, "an account number of twelve digits");
    }

    private static void require(Pattern shape, String text, String what) {
        if (!shape.matcher(text).matches())
            throw new IllegalArgumentException("not " + what + ": '" + Excerpt.of(text) + "'");
    }

    /// The ARN of a function of this account.
    public FunctionArn arnOf(FunctionName function, @Nullable Qualifier qualifier) {
        return new FunctionArn(partition, region, id, function, qualifier);
    }

    /// Why a reference is to no function of this region and account, or null.
    public @Nullable Refusal refusalOf(FunctionRef function) {
        if (function.region() != null && !function.region().equals(region))
            return Refusal.of(
                    404,
                    "ResourceNotFoundException",
                    "Functions from '" + function.region() + "' are not reachable in this region ('" + region + "')");
        if (function.account() != null && !function.account().equals(id))
            return Refusal.of(
                    403,
                    "AccessDeniedException",
                    "The function belongs to account " + function.account() + ", not to " + id + ".");
        return null;
    }
}
