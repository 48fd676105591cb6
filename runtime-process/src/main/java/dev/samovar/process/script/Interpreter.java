package dev.samovar.process.script;

import java.nio.file.Path;
import java.util.List;

/// An interpreter on this machine.
///
/// @param path its program, as it calls itself
/// @param base the program that it is an environment of, such as one of `venv`; else itself
/// @param version of its language
/// @param packages the directories of what is installed for it
public record Interpreter(Path path, Path base, Version version, List<Path> packages) {
    public Interpreter {
        packages = List.copyOf(packages);
    }
}
