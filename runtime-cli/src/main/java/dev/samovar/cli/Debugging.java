package dev.samovar.cli;

import java.lang.management.ManagementFactory;

/// The debugger's door of Java functions in this JVM, which only the launcher can open: it must be there before the
/// JVM starts. Node.js functions have a door of their own, which the runtime opens.
final class Debugging {
    /// Set by a launcher that starts the JVM again, with the door, when it ends with [ExitStatus#NEEDS_DEBUGGER].
    private static final boolean LAUNCHER_RESTARTS = Boolean.getBoolean("samovar.launcher.restarts");

    private Debugging() {}

    /// Whether the launcher has to start this JVM again.
    static boolean needsRestart(InvokeOptions options) {
        return LAUNCHER_RESTARTS
                && options.debug().isPresent()
                && !isOpen()
                && Described.of(options).spec().runtime().isJava();
    }

    /// @throws WrongUse if this JVM was started without the debugger's agent
    static void require(int port) {
        if (isOpen()) return;
        throw new WrongUse("--debug needs a JVM that was started for it, as ./samovar does; else start it with"
                + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=localhost:" + port);
    }

    private static boolean isOpen() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));
    }
}
