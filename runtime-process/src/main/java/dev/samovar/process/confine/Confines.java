package dev.samovar.process.confine;

import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/// How children are kept together with all that they start, and what they see of the machine.
///
/// Every child has a shell above it, whose input is open as long as the child may run: when it ends, because this
/// JVM says so or has ended, everything ends. The shell ends when the child does, with its status.
public sealed interface Confines permits Namespaces, ProcessGroups, Bubblewrap {

    /// What starts a child so. It has the process's standard output as output and error, and no input.
    Wrapped wrapped(Launch launch) throws IOException;

    /// Whether a child has this machine's network, and with it all that listens on its loopback interface.
    default boolean hasNetwork() {
        return true;
    }

    /// Why a child cannot have ports of its own that lead to sockets, as a sentence's half; empty if it can.
    default Optional<String> noPorts() {
        return Optional.empty();
    }

    /// Where a child sees a socket of this JVM.
    ///
    /// @param name one of [Launch#sockets]
    /// @param path where it is
    Path seen(String name, Path path);

    /// Who a child is for this JVM.
    ///
    /// @param host who this JVM is
    default UserPrincipal user(UserPrincipal host) throws IOException {
        return host;
    }

    /// Where a child sees the directories of a sandbox.
    Directories directories(Sandbox sandbox);

    /// Where a child sees a file that is installed along with a program.
    default Path seenBeside(Path program, Path file) {
        return file;
    }

    /// Where a child sees what was computed of its code before.
    default String seenCache(Path cache) {
        return "/var/rapid/cache";
    }

    /// Has a child see the directories of a sandbox. Called once.
    void give(Process process, Surroundings surroundings) throws IOException;

    /// Has a child and all that it started stand still, or go on.
    ///
    /// @return whether it does now what it was told; false where that cannot be
    default boolean still(Process process, boolean on) throws IOException {
        return false;
    }

    /// How many generations of processes are above a child, that which was started first.
    int above();

    /// Makes a process end soon with all that it started.
    void kill(Process process);
}
