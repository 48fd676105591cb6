package dev.samovar.cli;

import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What `samovar invoke` was asked for.
///
/// @param code the package
/// @param handler the handler, or null to find it
/// @param runtime the runtime identifier, or null to guess it
/// @param engine the engine that must run it, or null
/// @param event a file, `-` for standard input, JSON text, or null for `{}`
/// @param timeoutSeconds how long one invocation may take
/// @param memoryMb the memory of the function
/// @param environment its variables
/// @param layers its layers, in order
/// @param isolation the floor of isolation
/// @param jsonLogs whether it logs JSON
/// @param repeat how often it is invoked
/// @param debug the port of the debugger
/// @param watch whether it is invoked again when its code changes
/// @param verbose whether the engine is told, and why it was chosen
record InvokeOptions(
        Path code,
        @Nullable String handler,
        @Nullable String runtime,
        @Nullable String engine,
        @Nullable String event,
        int timeoutSeconds,
        int memoryMb,
        Map<String, String> environment,
        List<Path> layers,
        Isolation isolation,
        boolean jsonLogs,
        int repeat,
        OptionalInt debug,
        boolean watch,
        boolean verbose) {

    InvokeOptions {
        if (repeat < 1) throw new WrongUse("--repeat is at least 1, not " + repeat);
        if (isolation == Isolation.HOST)
            throw new WrongUse("--isolation is IN_PROCESS or PROCESS; HOST is for handlers of a host's own code");
        if (debug.isPresent()) requireDebuggable(debug.getAsInt(), isolation);
    }

    private static void requireDebuggable(int port, Isolation isolation) {
        if (port < 1 || port > 65535) throw new WrongUse("--debug is a port, 1 to 65535, not " + port);
        if (isolation == Isolation.PROCESS)
            throw new WrongUse("--debug is for --isolation IN_PROCESS; no debugger reaches into a sandbox");
    }

    /// Whether several payloads follow each other on standard output.
    boolean severalPayloads() {
        return repeat > 1 || watch;
    }
}
