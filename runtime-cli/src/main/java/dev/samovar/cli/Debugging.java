package dev.samovar.cli;

import java.lang.management.ManagementFactory;

/// The debugger's door in this JVM, which only the launcher can open: it must be there before the JVM starts.
final class Debugging {
    private Debugging() {}

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
