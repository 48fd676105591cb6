package dev.samovar.process.custom;

import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.process.runtimeapi.ExtensionState;
import dev.samovar.spi.Sandbox;
import java.time.Instant;
import java.util.List;

/// What the log says of extensions once the initialisation is over.
final class ExtensionLog {
    private ExtensionLog() {}

    /// In a log in JSON these are lines of level `DEBUG`, which is not what is kept unless the function says so.
    static void write(List<ExtensionState> extensions, Sandbox sandbox) {
        var logging = sandbox.version().spec().logging();
        boolean json = logging.format() == LogFormat.JSON;
        if (json && logging.systemLevel() != LogLevel.DEBUG) return;
        var time = Instant.now();
        for (var extension : extensions) sandbox.log().aside(json ? extension.json(time) : extension.text());
    }
}
