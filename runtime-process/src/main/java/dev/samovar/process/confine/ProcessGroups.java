package dev.samovar.process.confine;

import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process group for each child, where there are no namespaces: what leaves the group is not ended with it, and
/// children see the machine as it is. Those of a host
/// that is root are root without its powers.
public final class ProcessGroups implements Confines {
    private static final String SHELL = """
            leads=$1; when=$2; shift 2
            exec 3<&0
            case $when in inside) IFS= read -r code <&3 && cd "$code" || exit ;; esac
            unset PWD OLDPWD
            "$@" </dev/null 2>&1 3<&- &
            child=$!
            case $leads in yes) all=-$$ ;; *) all=$child ;; esac
            ( while read -r _; do :; done; kill -9 "$all" ) <&3 >/dev/null 2>&1 &
            exec 3<&-
            wait $child
            exit $?
            """;

    private final List<String> prefix = new ArrayList<>();

    private final List<String> powerless;

    public ProcessGroups() throws IOException {
        powerless = Powerless.ofHost();
        var leader = Tools.find("setsid");
        leader.ifPresent(tool -> prefix.add(tool.toString()));
        prefix.addAll(List.of("/bin/sh", "-c", SHELL, "sh", leader.isPresent() ? "yes" : "no"));
    }

    @Override
    public Wrapped wrapped(Launch launch) {
        var all = new ArrayList<String>();
        if (launch.group() != null) all.addAll(Entrance.words(launch.group()));
        all.addAll(prefix);
        all.add(launch.when().word());
        all.addAll(powerless);
        all.addAll(launch.command().words());
        return new Wrapped(all, launch.command().variables());
    }

    @Override
    public Path seen(String name, Path path) {
        return path;
    }

    @Override
    public Directories directories(Sandbox sandbox) {
        return new Directories(
                sandbox.taskRoot().map(Object::toString).orElse("/"),
                sandbox.layerRoot().map(Object::toString).orElse("/opt"),
                sandbox.tmp().toString());
    }

    @Override
    public String seenCache(Path cache) {
        return cache.toString();
    }

    @Override
    public void give(Process process, Surroundings surroundings) throws IOException {
        var in = process.getOutputStream();
        in.write((directories(surroundings.sandbox()).task() + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /// The first is the shell.
    @Override
    public int above() {
        return 1;
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
