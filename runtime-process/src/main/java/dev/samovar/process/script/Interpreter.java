package dev.samovar.process.script;

import java.nio.file.Path;
import java.util.List;

/// An interpreter on this machine.
///
/// @param path its program, as it calls itself
/// @param version of its language
/// @param packages the directories of what is installed for it
public record Interpreter(Path path, Version version, List<Path> packages) {
    public Interpreter {
        packages = List.copyOf(packages);
    }
}
