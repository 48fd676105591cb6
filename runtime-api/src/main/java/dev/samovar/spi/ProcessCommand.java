package dev.samovar.spi;

import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a child process is started with that waits for its function.
///
/// Two variables are added: the child connects to the Unix socket that [#SOCKET] names, and talks in frames. A
/// frame is, numbers big endian: the length of all that follows (32 bits), its kind (8 bits), the number of its
/// parts (16 bits), then for each part its length (32 bits) and its bytes. Texts are UTF-8.
///
/// | Kind | From | Parts |
/// |---|---|---|
/// | 0 hello | child | the text of [#TOKEN], first of all |
/// | 1 specialise | host | the function, as below |
/// | 2 invoke | host | the invocation, as below |
/// | 3 ready, 4 failed | child | it is initialised, or is not: type, message and body of the error |
/// | 5 returned, 6 failed | child | the answer; type, message and body of the error |
/// | 7 stream, 8 piece, 9 end | child | an answer in pieces: its content type, a piece, none |
/// | 10 done | child | the invocation is over; the most memory the process had, in bytes |
/// | 11 exit | child | it ends with this status |
/// | 12 keep | child | names and contents of files for the [ProgramCache], before it is ready and if asked to |
///
/// The parts of a function: where the child finds code, layers and files; handler, runtime, name, version, memory in
/// MiB, log group, log stream, log format, log level; then names and values of environment variables. Those of
/// an invocation: request id, ARN, deadline in milliseconds of the epoch, trace header, client context, tenant,
/// whether it streams, the event.
///
/// Its standard output and error are one log. Lines become events of their own; what begins with the token, as
/// the bytes that its hexadecimal digits mean, is a record: the token, a byte, a length (32 bits, big endian)
/// and as many bytes of text. A byte of 1 to 6 is the level of one framed message, from `TRACE` to `FATAL`; 0
/// is a mark, which has no text, and which the child makes before frames 3, 4 and 10.
///
/// @param words the program and its arguments; a file of `runtime` that one names is named as the child sees it
/// @param variables all of its environment variables; nothing of the host's is added
/// @param runtime the directory whose files, which never change, a child sees in `/var/runtime` where it sees its code
///     in `/var/task`; null for none
/// @param isolation how much the child is kept apart
/// @param memoryMb the memory in MiB that it may have with all it starts, or 0 if that is not enforced
/// @param network the ids of the subnets and security groups that say what it reaches
public record ProcessCommand(
        List<String> words,
        Map<String, String> variables,
        @Nullable Path runtime,
        Isolation isolation,
        int memoryMb,
        List<String> network) {

    /// The variable with the path of the socket.
    public static final String SOCKET = "SAMOVAR_SOCKET";

    /// The variable with the token that proves who connects.
    public static final String TOKEN = "SAMOVAR_TOKEN";

    /// The variable of a function whose program has a [ProgramCache]: where it is, or `+` if the child is to make it.
    public static final String CACHE = "SAMOVAR_CACHE";

    public ProcessCommand {
        if (words.isEmpty()) throw new IllegalArgumentException("a command has at least the name of a program");
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
        network = List.copyOf(network);
    }

    /// A command of trusted code.
    public ProcessCommand(List<String> words, Map<String, String> variables, @Nullable Path runtime) {
        this(words, variables, runtime, Isolation.IN_PROCESS, 0, List.of());
    }

    /// A command of trusted code, without files of its own.
    public ProcessCommand(List<String> words, Map<String, String> variables) {
        this(words, variables, null);
    }

    /// The same with other variables.
    public ProcessCommand with(Map<String, String> others) {
        return new ProcessCommand(words, others, runtime, isolation, memoryMb, network);
    }

    /// The same, kept apart as a blank's key says.
    public ProcessCommand isolated(BlankKey key) {
        return new ProcessCommand(words, variables, runtime, key.isolation(), key.memoryMb(), key.network());
    }
}
