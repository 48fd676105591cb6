package dev.samovar.cli;

import dev.samovar.api.Event;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The event that an argument stands for: the content of a file, standard input, or the argument itself.
///
/// @param event the event, whose JSON the runtime will check
/// @param source what a message calls it
record EventArgument(Event event, String source) {

    /// @param argument a file, also as `@FILE` or `file://FILE`, `-`, JSON text, or null for `{}`
    /// @param in what `-` reads
    /// @throws WrongUse if it is none of these
    static EventArgument of(@Nullable String argument, InputStream in) {
        if (argument == null) return new EventArgument(Event.EMPTY, "the event");
        try {
            if (argument.equals("-")) return new EventArgument(Event.owning(in.readAllBytes()), "standard input");
            var file = isFile(argument) ? argument : fileNamedBy(argument);
            if (isFile(file)) return new EventArgument(Event.owning(Files.readAllBytes(Path.of(file))), file);
        } catch (IOException e) {
            throw new WrongUse("cannot read the event from " + argument + ": " + e.getMessage());
        }
        if (!beginsLikeJson(argument.strip()))
            throw new WrongUse("--event " + shortened(argument)
                    + " is neither a file nor JSON; give the path of a file, - for standard input, or JSON text such as"
                    + " '{\"name\":\"tea\"}'");
        return new EventArgument(Event.json(argument), "--event " + shortened(argument));
    }

    /// What is thrown when an invocation with it was refused.
    RuntimeException refused(Refusal refusal) {
        return refusal.code().equals("InvalidRequestContentException")
                ? new WrongUse(source + " is not JSON: " + detail(refusal.message()))
                : new RequestRefusedException(refusal);
    }

    /// What is behind the two "could not parse" that Lambda's message begins with.
    private static String detail(String message) {
        return message.substring(message.lastIndexOf("into json: ") < 0 ? 0 : message.lastIndexOf("into json: ") + 11);
    }

    /// The file as other tools have it named.
    private static String fileNamedBy(String argument) {
        for (var prefix : List.of("@", "file://"))
            if (argument.startsWith(prefix)) return argument.substring(prefix.length());
        return argument;
    }

    /// A file, or a pipe such as the `/dev/fd/63` of a shell's process substitution.
    private static boolean isFile(String argument) {
        try {
            var path = Path.of(argument);
            return Files.exists(path) && !Files.isDirectory(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean beginsLikeJson(String text) {
        if (text.isEmpty()) return false;
        char first = text.charAt(0);
        return "{[\"-".indexOf(first) >= 0
                || (first >= '0' && first <= '9')
                || text.equals("true")
                || text.equals("false")
                || text.equals("null");
    }

    private static String shortened(String argument) {
        return "'" + (argument.length() > 60 ? argument.substring(0, 60) + "…" : argument) + "'";
    }
}
