package dev.samovar.process.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files that each child of a language begins with. They lie in `/var/runtime`, where functions look for
/// modules too: all but those that are Lambda's own have names that nobody else's have.
final class BootstrapFiles {
    private BootstrapFiles() {}

    static void write(Language language, Path directory) throws IOException {
        for (var name : language.files()) copy(language, name, directory);
    }

    private static void copy(Language language, String name, Path directory) throws IOException {
        try (var in = language.getClass().getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("there is no " + name);
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(in, file);
        }
    }
}
