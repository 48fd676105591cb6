package dev.samovar.process;

import dev.samovar.api.Isolation;
import dev.samovar.process.cgroup.ChildGroup;
import dev.samovar.process.cgroup.ControlGroups;
import dev.samovar.process.confine.Bubblewrap;
import dev.samovar.process.confine.Confines;
import dev.samovar.process.confine.Namespaces;
import dev.samovar.process.confine.ProcessGroups;
import dev.samovar.process.confine.Spawner;
import dev.samovar.process.watch.ProcessTree;
import dev.samovar.process.watch.Watch;
import dev.samovar.spi.ProcessCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all children of a launcher need: a directory that is closed to other users, the thread that starts them, and
/// what keeps them apart, each found out when it is first needed.
final class Ground implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private final ProcessOptions options;
    private final Path directory;
    private final UserPrincipal owner;
    private final Spawner spawner = new Spawner();
    private final Watch watch = new Watch();
    private final ControlGroups groups = new ControlGroups();
    private @Nullable Confines trusted;
    private @Nullable Confines sandbox;
    private @Nullable IOException noSandbox;

    private Ground(ProcessOptions options, Path directory) throws IOException {
        this.options = options;
        this.directory = directory;
        this.owner = Files.getOwner(directory);
    }

    /// A name that is taken fails rather than being used.
    static Ground made(ProcessOptions options) throws IOException {
        var name = "samovar-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        var path = options.directory().toRealPath().resolve(name);
        var made = path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createDirectory(path);
        return new Ground(options, made);
    }

    Path directory() {
        return directory;
    }

    UserPrincipal owner() {
        return owner;
    }

    Spawner spawner() {
        return spawner;
    }

    Watch watch() {
        return watch;
    }

    /// A control group for a child; none for one that is trusted or has no limit, and where there can be none.
    Optional<ChildGroup> group(ProcessCommand command) {
        boolean wanted = options.controlGroups() && command.isolation() == Isolation.PROCESS && command.memoryMb() > 0;
        return wanted ? groups.child(command.memoryMb()) : Optional.empty();
    }

    /// What keeps children apart as much as is wanted.
    ///
    /// @throws IOException if this machine has nothing that does; the message is a sentence
    synchronized Confines confines(Isolation isolation) throws IOException {
        return isolation == Isolation.PROCESS ? sandbox() : trusted();
    }

    private Confines trusted() throws IOException {
        var there = trusted;
        if (there == null) {
            var namespaces = options.namespaces() ? Namespaces.tried(directory, spawner) : null;
            there = namespaces != null && namespaces.isPresent() ? namespaces.get() : new ProcessGroups();
            trusted = there;
        }
        return there;
    }

    private Confines sandbox() throws IOException {
        if (noSandbox != null) throw noSandbox;
        var there = sandbox;
        if (there == null) {
            there = sandboxOrLess();
            sandbox = there;
        }
        return there;
    }

    private Confines sandboxOrLess() throws IOException {
        try {
            if (!ProcessTree.isTold())
                throw new IOException(
                        "this system does not tell which processes descend from which, so memory cannot be watched");
            return Bubblewrap.tried(directory, spawner);
        } catch (IOException e) {
            if (options.sandbox() == SandboxUse.OPTIONAL) {
                LOG.warn("functions that need a sandbox run without one, as the host allows: {}", e.getMessage());
                return trusted();
            }
            noSandbox = new IOException(
                    "This machine cannot keep processes apart as isolation PROCESS promises: " + e.getMessage() + ".",
                    e);
            throw noSandbox;
        }
    }

    @Override
    public void close() {
        watch.close();
        spawner.close();
        groups.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be removed: {}", directory, e.getMessage());
        }
    }
}
