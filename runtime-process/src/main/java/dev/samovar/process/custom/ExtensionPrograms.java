package dev.samovar.process.custom;

import dev.samovar.api.Fault;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.runtimeapi.ExtensionState;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The extensions of a function that are programs: the files in `extensions` of its layers.
///
/// A shell is above them and the runtime: it starts the extensions, waits for a `SIGTERM`, which says that all
/// have registered, and starts the runtime; the next it passes on, and at one more it kills the runtime. It tells in
/// the output how each ended, and ends itself once all have. What an extension writes it marks line by line, in parts
/// that a pipe takes at once.
///
/// Source: AWS Lambda developer guide, "Using the Lambda Extensions API to create extensions".
final class ExtensionPrograms {
    private static final String DIRECTORY = "extensions";

    /// As on Lambda.
    private static final int MOST = 10;

    /// The number in notes that means the runtime; the first extension is 1.
    static final int RUNTIME = 0;

    /// It takes from extensions the variables that the runtime alone has.
    ///
    /// What `told` is given first is the kind of a record in octal, as `OutputParser` has them: 10 is its `LINE`,
    /// and 7 its `NOTE`. The end of an extension comes behind what it wrote, through the same pipe, so that it is
    /// told in order, and at once even if something that it started holds the pipe.
    ///
    /// The wait is in short steps, since a signal may come between the look and the wait.
    private static final String SHELL = """
            record=$1; runtime=$2; shift 2
            told() {
              h=$((${#2} / 256)) l=$((${#2} % 256))
              h=$((h / 64))$((h / 8 % 8))$((h % 8)) l=$((l / 64))$((l / 8 % 8))$((l % 8))
              printf '%b%s' "$record\\\\0$1\\\\0000\\\\0000\\\\0$h\\\\0$l" "$2"
            }
            lines() {
              LC_ALL=C
              while IFS= read -r line || [ "$line" ]; do
                status=
                case $line in *"$record "*) status=${line##*"$record "} line=${line%"$record "*} ;; esac
                while [ ${#line} -gt 3000 ]; do
                  part=$(printf %.3000s "$line")
                  told 10 "$part"
                  line=${line#"$part"}
                done
                if [ "$line" ] || [ -z "$status" ]; then told 10 "$line"; fi
                if [ "$status" ]; then told 7 "$number $status"; fi
              done
            }
            go=; number=0
            trap 'go=yes' TERM
            for extension do
              number=$((number + 1))
              (
                trap - TERM
                unset AWS_EXECUTION_ENV AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_XRAY_CONTEXT_MISSING \\
                  AWS_XRAY_DAEMON_ADDRESS LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT _AWS_XRAY_DAEMON_ADDRESS \\
                  _AWS_XRAY_DAEMON_PORT _HANDLER
                cd /
                exec 3>&1 2>/dev/null
                { "$extension" 2>&1 3>&-; printf '%s %s\\n' "$record" $?; } | lines >&3
              ) &
            done
            until [ "$go" ]; do sleep 0.1 & wait $!; done
            ( trap - TERM; exec "$runtime" ) &
            started=$!
            trap 'kill -TERM $started; trap "kill -KILL \\$started" TERM' TERM
            exec 3>&2 2>/dev/null
            while :; do
              wait $started; status=$?
              kill -0 $started || break
            done
            trap : TERM
            told 7 "0 $status"
            wait
            exit $status
            """;

    private final List<Path> files;
    private final Executable executable;

    ExtensionPrograms(Sandbox sandbox, Isolation isolation) {
        executable = new Executable(sandbox, isolation);
        files = sandbox.layerRoot()
                .map(it -> it.resolve(DIRECTORY))
                .filter(Files::isDirectory)
                .map(ExtensionPrograms::in)
                .orElse(List.of());
    }

    private static List<Path> in(Path directory) {
        try (var all = Files.list(directory)) {
            return all.filter(it -> !Files.isDirectory(it)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Their names, in the order of their numbers.
    List<String> names() {
        return files.stream().map(it -> String.valueOf(it.getFileName())).toList();
    }

    /// Why they cannot be started.
    ///
    /// @param fault in Lambda's words
    /// @param extensions what the log says of the first that cannot, and of those before it
    record Refusal(Fault fault, List<ExtensionState> extensions) {}

    /// Why they cannot be started; empty if they can.
    Optional<Refusal> refusal() {
        if (files.size() > MOST) {
            var why = "too many extensions: " + files.size() + " (limit " + MOST + ")";
            return Optional.of(refused(MOST, why, "TooManyExtensions"));
        }
        for (int i = 0; i < files.size(); i++) {
            var flaw = executable.flaw(files.get(i));
            if (flaw.isEmpty()) continue;
            var why = "fork/exec " + path(Directories.OF_LAMBDA, files.get(i)) + ": " + flaw.get();
            var type = flaw.get().equals("permission denied") ? "PermissionDenied" : "UnknownError";
            return Optional.of(refused(i, why, type));
        }
        return Optional.empty();
    }

    private Refusal refused(int at, String why, String type) {
        var states = new ArrayList<ExtensionState>();
        for (var name : names().subList(0, at)) states.add(new ExtensionState(name, "Started", List.of(), ""));
        states.add(new ExtensionState(names().get(at), "LaunchError", List.of(), type));
        return new Refusal(new Fault(Fault.Kind.EXIT, "Extension.LaunchError", why, Payload.EMPTY), states);
    }

    private static String path(Directories seen, Path file) {
        return seen.layers() + "/" + DIRECTORY + "/" + file.getFileName();
    }

    /// The words that start a runtime with them.
    ///
    /// @param record the beginning of what the shell tells in the output
    List<String> with(String runtime, Directories seen, String record) {
        if (files.isEmpty()) return List.of(runtime);
        var words = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh", record, runtime));
        for (var file : files) words.add(path(seen, file));
        return words;
    }
}
