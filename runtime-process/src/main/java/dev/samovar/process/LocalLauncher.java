package dev.samovar.process;

import dev.samovar.process.confine.Beginning;
import dev.samovar.process.confine.Confines;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.confine.Namespaces;
import dev.samovar.process.confine.ProcessGroups;
import dev.samovar.process.confine.Spawner;
import dev.samovar.process.custom.CustomBridge;
import dev.samovar.process.custom.Programs;
import dev.samovar.process.custom.RunningProgram;
import dev.samovar.process.python.PythonBridge;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Instance;
import dev.samovar.spi.LanguageOptions;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessLauncher;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts children on this machine: in namespaces of their own where that is permitted, else each in a process
/// group of its own.
final class LocalLauncher implements ProcessLauncher, Programs {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLauncher.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// What is made with the first child.
    ///
    /// @param directory closed to other users
    private record Ground(Path directory, UserPrincipal owner, Spawner spawner, Confines confines) {}

    private final Path parent;
    private final boolean withoutNamespaces;
    private final Set<LocalProcess> children = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private @Nullable Ground ground;
    private volatile boolean closed;

    /// @param parent where it makes a directory of its own
    /// @param withoutNamespaces whether namespaces are not even tried
    LocalLauncher(Path parent, boolean withoutNamespaces) {
        this.parent = parent;
        this.withoutNamespaces = withoutNamespaces;
    }

    private synchronized Ground ground() throws IOException {
        if (closed) throw new IOException("the launcher is closed");
        var there = ground;
        if (there == null) {
            var directory = ownDirectory();
            var spawner = new Spawner();
            there = new Ground(directory, Files.getOwner(directory), spawner, confines(directory, spawner));
            ground = there;
        }
        return there;
    }

    /// A name that is taken fails rather than being used.
    private Path ownDirectory() throws IOException {
        var name = "samovar-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        var path = parent.toRealPath().resolve(name);
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createDirectory(path);
    }

    private Confines confines(Path directory, Spawner spawner) throws IOException {
        if (withoutNamespaces) return new ProcessGroups();
        var namespaces = Namespaces.tried(directory, spawner);
        return namespaces.isPresent() ? namespaces.get() : new ProcessGroups();
    }

    @Override
    public Instance start(ProcessCommand command) throws IOException {
        return new ChildInstance(() -> child(command));
    }

    /// Starts a child and returns when it has made its connection.
    LocalChild child(ProcessCommand command) throws IOException {
        var on = ground();
        var token = Token.make();
        try (var doorway = new Doorway(on.directory().resolve("c" + number.incrementAndGet()), token, on.owner())) {
            var variables = new HashMap<>(command.variables());
            variables.put(ProcessCommand.SOCKET, doorway.path().toString());
            variables.put(ProcessCommand.TOKEN, token.hex());
            var process = spawn(on, on.confines().wrapped(command, Beginning.AT_ONCE), variables, token);
            try {
                return LocalChild.connected(process, doorway, System.nanoTime() + CONNECT.toNanos());
            } catch (IOException e) {
                process.close();
                throw e;
            }
        }
    }

    @Override
    public RunningProgram start(Sandbox sandbox, Function<Directories, ProcessCommand> described) throws IOException {
        var on = ground();
        var command = described.apply(on.confines().directories(sandbox));
        var words = on.confines().wrapped(command, Beginning.INSIDE);
        var process = spawn(on, words, command.variables(), Token.make());
        try {
            process.enter(sandbox);
            return process;
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    private LocalProcess spawn(Ground on, List<String> words, Map<String, String> variables, Token token)
            throws IOException {
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.directory(on.directory().toFile());
        var process = new LocalProcess(on.spawner().start(builder), on.confines(), token, children::remove);
        children.add(process);
        if (closed) process.close();
        return process;
    }

    @Override
    public List<Bridge> bridges(LanguageOptions options) {
        return List.of(new CustomBridge(this), new PythonBridge(this, () -> ground().directory(), options));
    }

    @Override
    public void close() {
        closed = true;
        for (var child : children) child.close();
        Ground there;
        synchronized (this) {
            there = ground;
            ground = null;
        }
        if (there == null) return;
        there.spawner().close();
        remove(there.directory());
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be removed: {}", directory, e.getMessage());
        }
    }
}
