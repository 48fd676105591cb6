package dev.samovar.process;

import dev.samovar.spi.ChildProcess.Directories;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A process group for each child, where there are no namespaces: what leaves the group is not ended with it, and
/// children see the machine as it is.
final class ProcessGroups implements Confines {
    private static final String SHELL = """
            leads=$1; shift
            exec 3<&0
            "$@" </dev/null 2>&1 3<&- &
            child=$!
            case $leads in yes) all=-$$ ;; *) all=$child ;; esac
            ( read -r _; kill -9 "$all" ) <&3 >/dev/null 2>&1 &
            exec 3<&-
            wait $child
            exit $?
            """;

    private final List<String> prefix = new ArrayList<>();

    ProcessGroups() {
        var leader = Tools.find("setsid");
        leader.ifPresent(tool -> prefix.add(tool.toString()));
        prefix.addAll(List.of("/bin/sh", "-c", SHELL, "sh", leader.isPresent() ? "yes" : "no"));
    }

    @Override
    public List<String> wrapped(ProcessCommand command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command.words());
        return all;
    }

    @Override
    public Directories enter(Process process, Sandbox sandbox) {
        return new Directories(
                sandbox.taskRoot().map(Object::toString).orElse("/"),
                sandbox.layerRoot().map(Object::toString).orElse("/opt"),
                sandbox.tmp().toString());
    }

    @Override
    public void kill(Process process) {
        var started = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
