package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
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
                : ChildProcesses.builder().namespaces(false).build();
        try (var runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .processes(launcher)
                .build()) {
            runtime.create(arguments[2].equals("node") ? node(Path.of(arguments[0])) : custom(Path.of(arguments[0])));
            runtime.invoke("f", Event.EMPTY).orThrow();
            for (var process : descendants("main\\.cjs|bootstrap|sleep 65")) System.out.println(process.pid());
            System.out.println("loops");
            runtime.invoke("f", Event.json("{\"loop\":true}"));
        }
    }

    private static FunctionSpec node(Path directory) {
        return NodeFunctions.function(directory, "f", Map.of("index.js", """
                require('child_process').spawn('sleep', ['65'], { stdio: 'inherit' });
                setInterval(() => {}, 1000);
                exports.handler = async (event) => { if (event.loop) for (;;); };""")).engine("node");
    }

    private static FunctionSpec custom(Path directory) {
        var zip = Zips.of(Path.of(directory + ".zip"), Map.of("bootstrap", CustomRuntimeTest.SHELL + """
                sleep 65 &
                while next; do
                  case $event in *loop*) while :; do :; done ;; esac
                  answer 1
                done"""));
        return FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(zip))
                .handler("f");
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
