package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The files that sandboxes have of their own: those of `/etc`, and the relay if this build has it.
///
/// @param directory where they are
/// @param hasRelay whether the relay is among them
record OwnFiles(Path directory, boolean hasRelay) {
    /// The number of the user that a sandbox runs as.
    static final String USER = "1051";

    private static final String NAME = "sbx_user" + USER;

    /// What `/etc/passwd` says of that user.
    private static final String ENTRY = NAME + ":x:" + USER + ":" + USER + "::/home/" + NAME + ":/sbin/nologin\n";

    /// The names of those of `/etc`.
    static final List<String> NAMES = List.of("passwd", "group", "hosts", "nsswitch.conf");

    /// Writes the users of the machine and that of a child to a file.
    ///
    /// @param machines where the machine has its users, if it tells them so
    static Path users(Path file, Path machines) throws IOException {
        Files.writeString(file, ENTRY);
        // In whatever encoding they are.
        return Files.isReadable(machines)
                ? Files.write(file, Files.readAllBytes(machines), StandardOpenOption.APPEND)
                : file;
    }

    /// Writes them to a directory, which is made.
    static OwnFiles writtenTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("passwd"), "root:x:0:0:root:/:/sbin/nologin\n" + ENTRY);
        Files.writeString(directory.resolve("group"), "root:x:0:\n" + NAME + ":x:" + USER + ":\n");
        Files.writeString(
                directory.resolve("hosts"), "127.0.0.1 localhost sandbox sandbox.localdomain sandbox.local\n");
        Files.writeString(directory.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        return new OwnFiles(directory, OwnProgram.RELAY.writtenTo(directory).isPresent());
    }
}
