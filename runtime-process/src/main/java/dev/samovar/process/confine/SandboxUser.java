package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/// Who a sandboxed child is for the machine outside: the user of this JVM, or `nobody` where that is root.
///
/// @param id the number of the user outside, or -1 for that of this JVM
record SandboxUser(int id) {
    private static final int NOBODY = 65534;

    static SandboxUser ofHost() throws IOException {
        return new SandboxUser(isRoot() && hasNobody() ? NOBODY : -1);
    }

    /// Whether this JVM is root on Linux, be it in a namespace of users alone.
    static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self) && (int) Files.getAttribute(self, "unix:uid") == 0;
    }

    /// Whether there is another user to be: who is root in a namespace of its own may have none, and is not root.
    private static boolean hasNobody() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/uid_map"))) {
            var words = line.strip().split("\\s+", -1);
            long first = Long.parseLong(words[0]);
            if (first <= NOBODY && NOBODY < first + Long.parseLong(words[2])) return true;
        }
        return false;
    }

    private boolean isOther() {
        return id >= 0;
    }

    /// Options of `unshare` for the shell above: who is root needs no namespace of users to mount.
    List<String> outside() {
        return isOther() ? List.of() : List.of("--user", "--map-root-user");
    }

    /// The words before a command that make it this user.
    List<String> words() throws IOException {
        if (!isOther()) return List.of();
        var tool = Tools.find("setpriv").orElseThrow(() -> new IOException("the program setpriv is missing"));
        var number = Integer.toString(id);
        var all = new ArrayList<>(List.of(tool.toString(), "--reuid", number, "--regid", number, "--clear-groups"));
        all.addAll(Powerless.OPTIONS);
        return all;
    }

    /// Who the user is for this JVM.
    ///
    /// @param host who this JVM is
    UserPrincipal seen(UserPrincipal host) throws IOException {
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        return isOther() ? users.lookupPrincipalByName(Integer.toString(id)) : host;
    }

    /// Lets the user connect to a socket in a directory that is closed to it but for the socket.
    void mayConnect(Path socket) throws IOException {
        if (isOther()) Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /// Makes a directory the user's.
    void owns(Path directory) throws IOException {
        if (isOther()) Files.setAttribute(directory, "unix:uid", id);
    }
}
