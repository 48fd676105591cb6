package dev.samovar.java.child;

import dev.samovar.spi.ProcessCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The JVM that takes over from one that waited, where a function has a program to start before its runtime, options
/// that the one that waited could not begin with, or directories that are not where Lambda has them, which a JVM takes
/// note of when it begins. It is the same process: connection and output go on.
final class Successor {
    private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
    private static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    /// The variable that tells a successor its function.
    private static final String FUNCTION = "SAMOVAR_FUNCTION";

    private static final int HANDLER = 3;
    private static final int NOT_FOUND = 127;
    private static final int NOT_STARTED = 126;

    private Successor() {}

    /// Whether a function needs one.
    ///
    /// @param begunWith the variables that this JVM began with
    static boolean isNeededFor(ChildSandbox sandbox, Map<String, String> begunWith) {
        var variables = sandbox.variables();
        return !sandbox.isAsOnLambda()
                || !variables.getOrDefault(WRAPPER, "").isEmpty()
                || OPTIONS.stream().anyMatch(it -> !Objects.equals(variables.get(it), begunWith.get(it)));
    }

    /// Becomes it, in the function's directory; does not return.
    ///
    /// @param described what the host said of the function, without its variables
    static void takeOver(ChildSandbox sandbox, List<String> described, String token) throws Throwable {
        var variables = new HashMap<>(sandbox.variables());
        variables.put(ProcessCommand.TOKEN, token);
        variables.put(FUNCTION, text(described));
        var words = new ArrayList<String>();
        var wrapper = variables.getOrDefault(WRAPPER, "");
        if (!wrapper.isEmpty()) words.add(sandbox.found(wrapper).toString());
        words.addAll(own());
        if (!sandbox.isAsOnLambda())
            words.addAll(
                    words.lastIndexOf("-jar"),
                    List.of("-Duser.dir=" + sandbox.task(), "-Djava.io.tmpdir=" + sandbox.tmp()));
        Connection.leaveToSuccessor();
        if (!wrapper.isEmpty() && !Files.exists(Path.of(words.getFirst())))
            end(wrapper + ": No such file or directory", NOT_FOUND);
        SystemCalls.become(words, variables);
        end(words.getFirst() + ": cannot be executed", NOT_STARTED);
    }

    private static void end(String why, int status) {
        System.err.println(why);
        Runtime.getRuntime().halt(status);
    }

    /// What this process was begun with.
    private static List<String> own() throws IOException {
        var line = Files.readString(Path.of("/proc/self/cmdline"));
        return Arrays.asList(line.substring(0, line.length() - 1).split("\0", -1));
    }

    /// Whether this is one.
    static boolean isOne(Map<String, String> begunWith) {
        return begunWith.containsKey(FUNCTION);
    }

    /// What the host said of the function, and its variables as they are now: what came before may have changed
    /// them, the handler among them.
    static List<String> described(Map<String, String> begunWith) {
        var variables = new HashMap<>(begunWith);
        variables.remove(ProcessCommand.TOKEN);
        var parts = new ArrayList<>(parts(Objects.requireNonNull(variables.remove(FUNCTION))));
        Optional.ofNullable(variables.get("_HANDLER")).ifPresent(handler -> parts.set(HANDLER, handler));
        variables.forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return parts;
    }

    private static String text(List<String> parts) {
        var encoder = Base64.getEncoder();
        return parts.stream()
                .map(it -> encoder.encodeToString(Connection.utf8(it)))
                .collect(Collectors.joining(","));
    }

    private static List<String> parts(String text) {
        var decoder = Base64.getDecoder();
        return Stream.of(text.split(",", -1))
                .map(it -> new String(decoder.decode(it), StandardCharsets.UTF_8))
                .toList();
    }
}
