package dev.samovar;

import java.lang.management.ManagementFactory;

/// Whether somebody may be debugging.
final class Debugger {
    private Debugger() {}

    /// Whether this JVM was started with the JDWP agent.
    static boolean isPossible() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }
}
