package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The user that functions are on Lambda, and here for themselves.
final class FunctionUser {
    /// Its number, and that of its group.
    static final String NUMBER = "1051";

    static final String NAME = "sbx_user" + NUMBER;

    /// What `/etc/passwd` says of it.
    static final String ENTRY = NAME + ":x:" + NUMBER + ":" + NUMBER + "::/home/" + NAME + ":/sbin/nologin\n";

    private FunctionUser() {}

    /// Writes it and the users of the machine to a file.
    ///
    /// @param machines where the machine has its users, if it tells them so
    static Path among(Path machines, Path file) throws IOException {
        Files.writeString(file, ENTRY);
        // In whatever encoding they are.
        return Files.isReadable(machines)
                ? Files.write(file, Files.readAllBytes(machines), StandardOpenOption.APPEND)
                : file;
    }
}
