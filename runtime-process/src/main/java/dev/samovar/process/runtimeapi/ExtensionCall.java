package dev.samovar.process.runtimeapi;

import java.util.Optional;

/// The calls of the Extensions API, and those of the APIs that come with it.
///
/// Source: AWS Lambda developer guide, "Using the Lambda Extensions API to create extensions".
enum ExtensionCall {
    REGISTER("POST", "/2020-01-01/extension/register"),
    NEXT("GET", "/2020-01-01/extension/event/next"),
    INIT_ERROR("POST", "/2020-01-01/extension/init/error"),
    EXIT_ERROR("POST", "/2020-01-01/extension/exit/error"),
    LOGS("PUT", "/2020-08-15/logs"),
    TELEMETRY("PUT", "/2022-07-01/telemetry");

    private final String method;
    private final String path;

    ExtensionCall(String method, String path) {
        this.method = method;
        this.path = path;
    }

    String method() {
        return method;
    }

    /// The call with this path, whatever the method.
    ///
    /// @param target the path and perhaps a query, as the request has it
    static Optional<ExtensionCall> at(String target) {
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        for (var call : values()) if (call.path.equals(path)) return Optional.of(call);
        return Optional.empty();
    }
}
