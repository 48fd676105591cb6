package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The small programs in C that come along in builds on Linux that had a compiler.
enum OwnProgram {
    /// Hands connections of a sandbox on to sockets outside.
    RELAY("relay"),

    /// Mounts what it reads.
    MOUNTS("mounts"),

    /// Starts a command in a control group.
    ENTER("enter");

    private final String file;

    OwnProgram(String file) {
        this.file = file;
    }

    /// The name of its file.
    String file() {
        return file;
    }

    /// Writes it to a directory, if this build has it; empty too where the file system lets no program run.
    Optional<Path> writtenTo(Path directory) throws IOException {
        try (var program = OwnProgram.class.getResourceAsStream(file)) {
            if (program == null) return Optional.empty();
            var written = Files.createDirectories(directory).resolve(file);
            if (!Files.exists(written)) {
                Files.copy(program, written);
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return Optional.of(written).filter(Files::isExecutable);
        }
    }
}
