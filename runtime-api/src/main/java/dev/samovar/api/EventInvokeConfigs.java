package dev.samovar.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of asynchronous events, for a function and each of its versions and aliases.
///
/// Every method throws [RequestRefusedException] with the API's status, code and message when it refuses. A
/// qualifier that is null is `$LATEST`.
///
/// Source: AWS Lambda API reference, "PutFunctionEventInvokeConfig" and its likes.
public interface EventInvokeConfigs {

    /// Sets it; what is not said has its default.
    EventInvokeConfig put(FunctionName function, @Nullable Qualifier qualifier, EventInvokeConfig.Change change);

    /// Changes what is there; what is not said stays.
    EventInvokeConfig update(FunctionName function, @Nullable Qualifier qualifier, EventInvokeConfig.Change change);

    /// What was set.
    EventInvokeConfig get(FunctionName function, @Nullable Qualifier qualifier);

    /// Everything back to its default.
    void delete(FunctionName function, @Nullable Qualifier qualifier);

    /// All of a function.
    List<EventInvokeConfig> list(FunctionName function);
}
