package dev.samovar.api;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The control operations of the Lambda API for functions and what belongs to them, with its records and its
/// errors: a change is answered `Pending` or `InProgress` and finishes in the background.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses. A
/// `revision` that is given and is not the current one is refused with `PreconditionFailedException`.
///
/// Source: AWS Lambda API reference, the operations of the same names.
public interface Control {

    /// Creates a function; the answer is `PENDING`.
    FunctionVersion createFunction(FunctionSpec spec);

    /// Replaces the code of `$LATEST`; the answer is `IN_PROGRESS`.
    FunctionVersion updateFunctionCode(FunctionName function, Code code, @Nullable UUID revision);

    /// Changes the configuration of `$LATEST`; the answer is `IN_PROGRESS`.
    FunctionVersion updateFunctionConfiguration(
            FunctionName function, UnaryOperator<FunctionSpec> change, @Nullable UUID revision);

    /// Refuses what an update of the code would be refused for, and changes nothing.
    ///
    /// @return `$LATEST` as it is
    FunctionVersion tryFunctionCode(FunctionName function, UnaryOperator<FunctionSpec> change, @Nullable UUID revision);

    /// The version a reference means: the one asked for, or an alias's primary one.
    FunctionVersion getFunction(FunctionRef function);

    /// The package of a function or a layer as it is kept: the bytes of an archive, to be closed by the caller. A
    /// directory is made into one.
    InputStream openPackage(Code code);

    /// `$LATEST` of every function, by name.
    List<FunctionVersion> listFunctions();

    /// Deletes a function, a version, or (by an alias's own operation) an alias.
    void deleteFunction(FunctionRef function);

    /// Publishes `$LATEST`.
    ///
    /// @param description the version's own description, or null to take over `$LATEST`'s
    /// @param codeSha256 what the code must be, or null
    FunctionVersion publishVersion(
            FunctionName function, @Nullable String description, @Nullable String codeSha256, @Nullable UUID revision);

    /// `$LATEST`, then the published versions in order.
    List<FunctionVersion> listVersions(FunctionName function);

    /// Creates an alias.
    Alias createAlias(
            FunctionName function, AliasName alias, Version version, Alias.@Nullable Canary canary, String description);

    /// Changes an alias.
    Alias updateAlias(FunctionName function, AliasName alias, UnaryOperator<Alias> change, @Nullable UUID revision);

    /// The alias.
    Alias getAlias(FunctionName function, AliasName alias);

    /// The aliases of a function, by name.
    List<Alias> listAliases(FunctionName function);

    /// Deletes an alias; one that does not exist is no error.
    void deleteAlias(FunctionName function, AliasName alias);

    /// Reserves concurrency for a function: a guarantee and a cap; 0 throttles everything.
    void putFunctionConcurrency(FunctionName function, int reserved);

    /// What is reserved, if anything.
    OptionalInt getFunctionConcurrency(FunctionName function);

    /// Takes the reservation away.
    void deleteFunctionConcurrency(FunctionName function);

    /// Keeps environments ready for a published version or an alias; the answer is `IN_PROGRESS`.
    ProvisionedConcurrency putProvisionedConcurrency(FunctionName function, Qualifier qualifier, int requested);

    /// What is provisioned.
    ProvisionedConcurrency getProvisionedConcurrency(FunctionName function, Qualifier qualifier);

    /// What is provisioned for all qualifiers of a function.
    List<ProvisionedConcurrency> listProvisionedConcurrency(FunctionName function);

    /// Stops keeping environments ready; what was not provisioned is no error.
    void deleteProvisionedConcurrency(FunctionName function, Qualifier qualifier);

    /// The tags of functions.
    Tags tags();

    /// Who but the account may do what with functions.
    Policies policies();

    /// The layers of the account.
    Layers layers();

    /// Who may sign the code of functions.
    CodeSigningConfigs codeSigningConfigs();

    /// What feeds functions from queues and streams.
    EventSourceMappings eventSourceMappings();

    /// The functions' own HTTP endpoints.
    FunctionUrls functionUrls();

    /// What becomes of asynchronous events.
    EventInvokeConfigs eventInvokeConfigs();

    /// What is done when the function calls itself again and again.
    RecursiveLoop getRecursionConfig(FunctionName function);

    /// Changes what is done when the function calls itself again and again.
    void putRecursionConfig(FunctionName function, RecursiveLoop loop);

    /// When a function, or a version of it, gets another version of its runtime.
    RuntimeManagement getRuntimeManagement(FunctionName function, @Nullable Qualifier qualifier);

    /// Changes when a function, or a version of it, gets another version of its runtime.
    void putRuntimeManagement(FunctionName function, @Nullable Qualifier qualifier, RuntimeManagement management);

    /// The account's limits and what is left of them.
    AccountSettings accountSettings();

    /// Changes the account's concurrency limit, at once.
    void accountConcurrency(int limit);

    /// Waits until no change of the function is under way, and answers what came of it.
    FunctionVersion awaitSettled(FunctionName function);

    /// Finds a version without an error where there is none.
    Optional<FunctionVersion> find(FunctionRef function);
}
