package dev.samovar.api;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who may sign the code of functions: configurations of the account, and which of them functions use.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses.
///
/// Source: AWS Lambda API reference, "CreateCodeSigningConfig", "PutFunctionCodeSigningConfig" and their likes.
public interface CodeSigningConfigs {

    /// A new configuration.
    CodeSigningConfig create(
            @Nullable String description, List<String> allowedPublishers, CodeSigningConfig.Untrusted untrusted);

    /// The configuration of this ARN.
    CodeSigningConfig get(String arn);

    /// Changes a configuration.
    CodeSigningConfig update(String arn, UnaryOperator<CodeSigningConfig> change);

    /// Deletes a configuration that no function uses.
    void delete(String arn);

    /// All, by their ARNs.
    List<CodeSigningConfig> list();

    /// The functions that use a configuration, by name.
    List<FunctionName> functionsOf(String arn);

    /// Has a function use a configuration.
    void put(FunctionName function, String arn);

    /// The ARN of the one that a function uses.
    Optional<String> of(FunctionName function);

    /// Has a function use none.
    void remove(FunctionName function);
}
