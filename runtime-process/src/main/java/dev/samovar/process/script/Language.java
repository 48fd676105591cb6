package dev.samovar.process.script;

import dev.samovar.api.RuntimeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one language of scripts differs from the others in.
public interface Language {
    /// The name of the engine, with which the identifiers of Lambda's runtimes begin too, such as `python`.
    String engine();

    /// The version that functions of a runtime are written for, if it is one of this language.
    default Optional<Version> version(RuntimeId runtime) {
        var name = runtime.value();
        return name.startsWith(engine()) ? Version.find(name.substring(engine().length())) : Optional.empty();
    }

    /// What people call it, such as `Python`.
    String title();

    /// The oldest version that functions run on.
    Version oldest();

    /// The name of the host's variable with interpreters that are preferred to those of `PATH`.
    String variable();

    /// What the names of its interpreters look like.
    Pattern programNames();

    /// The arguments with which an interpreter prints, each on a line: its path, its version as two numbers,
    /// and the directories of what is installed for it.
    List<String> question();

    /// How variables of the host begin that would change what an interpreter answers.
    List<String> hostVariables();

    /// How variables of a function begin that its interpreter, or the system, reads when a process begins.
    List<String> readAtStart();

    /// The files of its runtime, beside the class; a child begins with the first.
    List<String> files();

    /// The options of a child's interpreter.
    ///
    /// @param trusted whether the function is
    List<String> options(Interpreter interpreter, boolean trusted);

    /// The variables of a child beside those that all have.
    Map<String, String> variables(boolean trusted);
}
