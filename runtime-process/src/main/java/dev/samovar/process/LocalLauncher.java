package dev.samovar.process;

import dev.samovar.spi.ChildProcess;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts children on this machine: in namespaces of their own where that is permitted, else each in a process
/// group of its own.
final class LocalLauncher implements ProcessLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLauncher.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// What is made with the first child.
    ///
    /// @param directory closed to other users
    private record Ground(
            Path directory,
            UserPrincipal owner,
            Spawner spawner,
            @Nullable Namespaces namespaces) {}

    private final boolean withoutNamespaces;
    private final Set<LocalChild> children = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private @Nullable Ground ground;
    private volatile boolean closed;

    /// @param withoutNamespaces whether namespaces are not even tried
    LocalLauncher(boolean withoutNamespaces) {
        this.withoutNamespaces = withoutNamespaces;
    }

    private synchronized Ground ground() throws IOException {
        if (closed) throw new IOException("the launcher is closed");
        var there = ground;
        if (there == null) {
            var directory = Files.createTempDirectory("samovar-p").toRealPath();
            var spawner = new Spawner();
            var namespaces = withoutNamespaces
                    ? null
                    : Namespaces.tried(directory, spawner).orElse(null);
            there = new Ground(directory, Files.getOwner(directory), spawner, namespaces);
            ground = there;
        }
        return there;
    }

    @Override
    public ChildProcess start(ProcessCommand command) throws IOException {
        var on = ground();
        var token = Token.make();
        try (var doorway = new Doorway(on.directory().resolve("c" + number.incrementAndGet()), token, on.owner())) {
            var process = on.spawner().start(builder(on, command, token, doorway));
            var child = new LocalChild(process, on.namespaces(), token, children::remove);
            children.add(child);
            try {
                child.connect(doorway, System.nanoTime() + CONNECT.toNanos());
            } catch (IOException e) {
                child.close();
                throw e;
            }
            if (closed) child.close();
            return child;
        }
    }

    private static ProcessBuilder builder(Ground on, ProcessCommand command, Token token, Doorway doorway)
            throws IOException {
        var namespaces = on.namespaces();
        var builder =
                new ProcessBuilder(namespaces == null ? inGroup(command.words()) : namespaces.wrapped(command.words()));
        if (namespaces == null)
            builder.redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var variables = new HashMap<>(command.variables());
        variables.put(ProcessCommand.SOCKET, doorway.path().toString());
        variables.put(ProcessCommand.TOKEN, token.hex());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.directory(on.directory().toFile());
        return builder;
    }

    private static List<String> inGroup(List<String> words) {
        var all = new ArrayList<String>();
        Tools.find("setsid").ifPresent(tool -> all.add(tool.toString()));
        Tools.find("setpriv").ifPresent(tool -> all.addAll(List.of(tool.toString(), "--pdeathsig", "KILL")));
        all.addAll(words);
        return all;
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
        if (there != null) remove(there.directory());
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be removed: {}", directory, e.getMessage());
        }
    }
}
