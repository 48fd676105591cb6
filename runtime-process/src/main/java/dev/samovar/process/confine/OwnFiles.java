package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files that sandboxes have of their own: those of `/etc`, and the relay if this build has it.
///
/// @param directory where they are
/// @param hasRelay whether the relay is among them
record OwnFiles(Path directory, boolean hasRelay) {
    /// The names of those of `/etc`.
    static final List<String> NAMES = List.of("passwd", "group", "hosts", "nsswitch.conf");

    /// Writes them to a directory, which is made.
    static OwnFiles writtenTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("passwd"), "root:x:0:0:root:/:/sbin/nologin\n" + FunctionUser.ENTRY);
        Files.writeString(
                directory.resolve("group"), "root:x:0:\n" + FunctionUser.NAME + ":x:" + FunctionUser.NUMBER + ":\n");
        Files.writeString(
                directory.resolve("hosts"), "127.0.0.1 localhost sandbox sandbox.localdomain sandbox.local\n");
        Files.writeString(directory.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        return new OwnFiles(directory, OwnProgram.RELAY.writtenTo(directory).isPresent());
    }
}
