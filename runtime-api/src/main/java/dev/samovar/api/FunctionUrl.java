package dev.samovar.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP endpoint of a function's own.
///
/// @param arn what it calls: the function or one of its aliases
/// @param id the first label of its host name, 32 letters and digits
/// @param authType who may call it
/// @param cors what it answers browsers, or null for nothing
/// @param invokeMode how answers are passed on
/// @param created when it was made
/// @param modified when it was changed last
///
/// Source: AWS Lambda API reference, "CreateFunctionUrlConfig".
public record FunctionUrl(
        FunctionArn arn,
        String id,
        AuthType authType,
        @Nullable Cors cors,
        InvokeMode invokeMode,
        Instant created,
        Instant modified) {

    /// Who may call a function URL.
    public enum AuthType {
        /// Whoever the resource policy lets in, without a signature.
        NONE,
        /// Requests with a signature of IAM.
        AWS_IAM
    }

    /// How answers are passed on.
    public enum InvokeMode {
        /// When they are whole.
        BUFFERED,
        /// As they are written.
        RESPONSE_STREAM
    }

    /// What browsers are told of other origins.
    ///
    /// @param allowCredentials whether cookies may be sent
    /// @param allowHeaders request headers that may be sent
    /// @param allowMethods methods that may be used
    /// @param allowOrigins origins that may call
    /// @param exposeHeaders response headers that pages may read
    /// @param maxAge for how many seconds this holds, 0 to 86400; null if it was not said
    public record Cors(
            @Nullable Boolean allowCredentials,
            List<String> allowHeaders,
            List<String> allowMethods,
            List<String> allowOrigins,
            List<String> exposeHeaders,
            @Nullable Integer maxAge) {
        /// Keeps the lists as they are now.
        public Cors {
            allowHeaders = List.copyOf(allowHeaders);
            allowMethods = List.copyOf(allowMethods);
            allowOrigins = List.copyOf(allowOrigins);
            exposeHeaders = List.copyOf(exposeHeaders);
        }
    }

    /// Another authentication.
    public FunctionUrl authType(AuthType other) {
        return new FunctionUrl(arn, id, other, cors, invokeMode, created, modified);
    }

    /// Other answers to browsers.
    public FunctionUrl cors(@Nullable Cors other) {
        return new FunctionUrl(arn, id, authType, other, invokeMode, created, modified);
    }

    /// Another way of passing answers on.
    public FunctionUrl invokeMode(InvokeMode other) {
        return new FunctionUrl(arn, id, authType, cors, other, created, modified);
    }

    /// Changed at another time.
    public FunctionUrl modified(Instant at) {
        return new FunctionUrl(arn, id, authType, cors, invokeMode, created, at);
    }
}
