package dev.samovar.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a child process is started with.
///
/// The launcher adds two variables of its own: the child connects to the Unix socket that [#SOCKET] names, and
/// sends a frame of kind [Frame#HELLO] with the text of [#TOKEN] as its only part. The same token, as the bytes
/// that its hexadecimal digits mean, marks what is more than text in the child's output (see [ChildProcess]).
///
/// @param words the program and its arguments
/// @param variables all of its environment variables; nothing of the host's is added
/// @param runtime the directory whose files, which never change, a child sees in `/var/runtime` where it sees its code
///     in `/var/task`; null for none
public record ProcessCommand(
        List<String> words,
        Map<String, String> variables,
        @Nullable Path runtime) {

    /// The variable with the path of the socket.
    public static final String SOCKET = "SAMOVAR_SOCKET";

    /// The variable with the token that proves who connects.
    public static final String TOKEN = "SAMOVAR_TOKEN";

    public ProcessCommand {
        if (words.isEmpty()) throw new IllegalArgumentException("a command has at least the name of a program");
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    /// A command without files of its own.
    public ProcessCommand(List<String> words, Map<String, String> variables) {
        this(words, variables, null);
    }
}
