package dev.samovar.api;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The function URLs: at most one for a function, and one for each of its aliases.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses. An
/// alias that is null is the function itself.
///
/// Source: AWS Lambda API reference, "CreateFunctionUrlConfig" and its likes.
public interface FunctionUrls {

    /// Gives the function or alias an endpoint.
    FunctionUrl create(
            FunctionName function,
            @Nullable AliasName alias,
            FunctionUrl.AuthType authType,
            FunctionUrl.@Nullable Cors cors,
            FunctionUrl.InvokeMode invokeMode);

    /// The endpoint.
    FunctionUrl get(FunctionName function, @Nullable AliasName alias);

    /// Changes the endpoint; its name stays.
    FunctionUrl update(FunctionName function, @Nullable AliasName alias, UnaryOperator<FunctionUrl> change);

    /// Takes the endpoint away.
    void delete(FunctionName function, @Nullable AliasName alias);

    /// The endpoints of a function.
    List<FunctionUrl> list(FunctionName function);

    /// The endpoint with this name.
    Optional<FunctionUrl> find(String id);
}
