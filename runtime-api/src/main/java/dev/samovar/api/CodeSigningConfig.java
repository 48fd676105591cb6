package dev.samovar.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may sign the code of functions. It is recorded: signatures are not looked at.
///
/// @param arn its ARN, which ends in its id, `csc-` and 17 letters and digits
/// @param description at most 256 characters, or null
/// @param allowedPublishers the ARNs of signing profile versions, 1 to 20
/// @param untrusted what becomes of code that nobody of them signed
/// @param modified when it was changed last
///
/// Source: AWS Lambda API reference, "CreateCodeSigningConfig".
public record CodeSigningConfig(
        String arn,
        @Nullable String description,
        List<String> allowedPublishers,
        Untrusted untrusted,
        Instant modified) {

    /// What becomes of code that nobody signed who may.
    public enum Untrusted {
        /// It is deployed.
        WARN,
        /// It is refused.
        ENFORCE
    }

    /// Keeps the list as it is now.
    public CodeSigningConfig {
        allowedPublishers = List.copyOf(allowedPublishers);
    }

    /// The last part of the ARN.
    public String id() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /// Another description.
    public CodeSigningConfig description(@Nullable String other) {
        return new CodeSigningConfig(arn, other, allowedPublishers, untrusted, modified);
    }

    /// Others who may sign.
    public CodeSigningConfig allowedPublishers(List<String> others) {
        return new CodeSigningConfig(arn, description, others, untrusted, modified);
    }

    /// Another fate of what nobody of them signed.
    public CodeSigningConfig untrusted(Untrusted other) {
        return new CodeSigningConfig(arn, description, allowedPublishers, other, modified);
    }

    /// Changed at another time.
    public CodeSigningConfig modified(Instant at) {
        return new CodeSigningConfig(arn, description, allowedPublishers, untrusted, at);
    }
}
