package dev.samovar.nodejs.graal;

import dev.samovar.api.RuntimeId;

/// Which Node a runtime is: `nodejs22.x` is 22.
///
/// @param major the major version
record NodeVersion(int major) {
    static NodeVersion of(RuntimeId runtime) {
        var digits = runtime.value().replaceFirst("^nodejs", "").replaceFirst("\\..*$", "");
        return new NodeVersion(Integer.parseInt(digits));
    }
}
