package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The files that sandboxes have of their own: those of `/etc`, and the relay if this build has it.
///
/// @param directory where they are
/// @param hasRelay whether the relay is among them
record OwnFiles(Path directory, boolean hasRelay) {
    /// The number of the user that a sandbox runs as.
    static final String USER = "1051";

    /// The name of the relay.
    static final String RELAY = "relay";

    /// The names of those of `/etc`.
    static final List<String> NAMES = List.of("passwd", "group", "hosts", "nsswitch.conf");

    /// Writes them to a directory, which is made.
    static OwnFiles writtenTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        var user = "sbx_user1051:x:" + USER + ":";
        Files.writeString(
                directory.resolve("passwd"),
                "root:x:0:0:root:/:/sbin/nologin\n" + user + USER + "::/home/sbx_user1051:/sbin/nologin\n");
        Files.writeString(directory.resolve("group"), "root:x:0:\n" + user + "\n");
        Files.writeString(
                directory.resolve("hosts"), "127.0.0.1 localhost sandbox sandbox.localdomain sandbox.local\n");
        Files.writeString(directory.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        try (var relay = OwnFiles.class.getResourceAsStream(RELAY)) {
            if (relay == null) return new OwnFiles(directory, false);
            var file = directory.resolve(RELAY);
            Files.copy(relay, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new OwnFiles(directory, true);
        }
    }
}
