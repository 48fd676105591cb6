package dev.samovar.process.runtimeapi;

import java.util.List;
import java.util.Optional;

/// The calls of the Runtime API.
///
/// Source: AWS Lambda developer guide, "Using the Lambda runtime API for custom runtimes".
enum Call {
    PING("GET", "ping"),
    NEXT("GET", "runtime/invocation/next"),
    RESPONSE("POST", "runtime/invocation/*/response"),
    ERROR("POST", "runtime/invocation/*/error"),
    INIT_ERROR("POST", "runtime/init/error"),
    RESTORE_NEXT("GET", "runtime/restore/next"),
    RESTORE_ERROR("POST", "runtime/restore/error");

    private static final String BASE = "/2018-06-01/";

    private final String method;
    private final String path;

    Call(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /// A call as it was made.
    ///
    /// @param requestId the request it is about; empty for one that is about none
    record Made(Call call, String requestId) {}

    String method() {
        return method;
    }

    /// Whether only runtimes that go on after a snapshot have it.
    boolean isAboutSnapshots() {
        return this == RESTORE_NEXT || this == RESTORE_ERROR;
    }

    /// The call with this path, whatever the method.
    ///
    /// @param target the path and perhaps a query, as the request has it
    static Optional<Made> at(String target) {
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith(BASE)) return Optional.empty();
        var words = List.of(path.substring(BASE.length()).split("/", -1));
        for (var call : values()) if (call.fits(words)) return Optional.of(new Made(call, call.requestId(words)));
        return Optional.empty();
    }

    private boolean fits(List<String> words) {
        var parts = parts();
        if (words.size() != parts.size()) return false;
        for (int i = 0; i < words.size(); i++)
            if (!parts.get(i).equals("*") && !parts.get(i).equals(words.get(i))) return false;
        return true;
    }

    private String requestId(List<String> words) {
        int at = parts().indexOf("*");
        return at < 0 ? "" : words.get(at);
    }

    private List<String> parts() {
        return List.of(path.split("/", -1));
    }
}
