package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A host of its own process, which tells the ids of the processes it started and then waits to be killed.
final class NodeHost {
    private NodeHost() {}

    public static void main(String[] arguments) throws Exception {
        var launcher = arguments[1].equals("namespaces")
                ? ChildProcesses.launcher()
                : ChildProcesses.launcherWithoutNamespaces();
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(launcher)
                .build()) {
            runtime.create(NodeFunctions.function(Path.of(arguments[0]), "f", Map.of("index.js", """
                    require('child_process').spawn('sleep', ['65'], { stdio: 'inherit' });
                    setInterval(() => {}, 1000);
                    exports.handler = async (event) => { if (event.loop) for (;;); };"""))
                    .engine("node"));
            runtime.invoke("f", Event.EMPTY).orThrow();
            for (var process : descendants("main\\.cjs|sleep 65")) System.out.println(process.pid());
            System.out.println("loops");
            runtime.invoke("f", Event.json("{\"loop\":true}"));
        }
    }

    /// The processes below this one with such a command line.
    static List<ProcessHandle> descendants(String pattern) {
        var line = Pattern.compile(pattern);
        return ProcessHandle.current()
                .descendants()
                .filter(process ->
                        line.matcher(process.info().commandLine().orElse("")).find())
                .toList();
    }
}
