package dev.samovar.cli;

import dev.samovar.process.ChildProcesses;
import java.util.List;

/// `samovar doctor`: tells what this machine offers, a line for each thing.
final class DoctorCommand {
    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    int run() {
        var findings = all();
        var text = new StringBuilder();
        for (var finding : findings) text.append(finding.line()).append('\n');
        var out = console.help();
        out.print(text);
        out.flush();
        return findings.stream().anyMatch(Finding::blocks) ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private static List<Finding> all() {
        return List.of(
                JvmChecks.jdk(),
                JvmChecks.flags(),
                JvmChecks.startUpCache(),
                JvmChecks.heap(),
                JvmChecks.timeZone(),
                JvmChecks.locale(),
                Finding.ok("tier IN_PROCESS", "runs " + String.join(", ", Runtimes.HERE) + "; for code you trust"),
                MachineChecks.sandbox(),
                MachineChecks.controlGroups(),
                MachineChecks.program("node", "Node.js functions run inside the JVM; those that need more run on it"),
                JvmChecks.graalJs(),
                MachineChecks.interpreters("Python", "3.8", ChildProcesses.pythons()),
                MachineChecks.interpreters("Ruby", "3.1", ChildProcesses.rubies()),
                MachineChecks.temporaryDirectory(),
                MachineChecks.openFiles(),
                MachineChecks.memoryLimit());
    }
}
