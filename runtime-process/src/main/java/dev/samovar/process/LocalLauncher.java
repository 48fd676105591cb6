package dev.samovar.process;

import dev.samovar.api.Isolation;
import dev.samovar.process.cgroup.ChildGroup;
import dev.samovar.process.confine.Beginning;
import dev.samovar.process.confine.Confines;
import dev.samovar.process.confine.Launch;
import dev.samovar.process.confine.Surroundings;
import dev.samovar.process.custom.CustomBridge;
import dev.samovar.process.custom.Programs;
import dev.samovar.process.custom.RunningProgram;
import dev.samovar.process.egress.Egress;
import dev.samovar.process.egress.Rules;
import dev.samovar.process.python.Python;
import dev.samovar.process.ruby.Ruby;
import dev.samovar.process.runtimeapi.Endpoint;
import dev.samovar.process.runtimeapi.Sockets;
import dev.samovar.process.script.ScriptBridge;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Instance;
import dev.samovar.spi.LanguageOptions;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessLauncher;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts children on this machine: trusted ones in namespaces of their own where that is permitted, else each in a
/// process group of its own; others in a sandbox.
final class LocalLauncher implements ProcessLauncher, Programs {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLauncher.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// The name of the socket that a child connects to.
    private static final String HOST = "host";

    /// The name of the socket that the Runtime API is on.
    private static final String API = "runtime-api";

    /// The name of the socket at which connections into a sandbox wait.
    private static final String INWARD = "inward";

    private final ProcessOptions options;
    private final Set<LocalProcess> children = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private @Nullable Ground ground;
    private volatile boolean closed;

    LocalLauncher(ProcessOptions options) {
        this.options = options;
    }

    private synchronized Ground ground() throws IOException {
        if (closed) throw new IOException("the launcher is closed");
        var there = ground;
        if (there == null) {
            there = Ground.made(options);
            ground = there;
        }
        return there;
    }

    @Override
    public Optional<String> obstacle(Isolation isolation) {
        if (isolation != Isolation.PROCESS) return Optional.empty();
        try {
            var _ = ground().confines(isolation);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean opensLoopback() {
        if (!options.openings().endpoint().isNone()) return true;
        if (options.sandbox() == SandboxUse.REQUIRED) return false;
        try {
            return ground().confines(Isolation.PROCESS).hasNetwork();
        } catch (IOException e) {
            // It may work next time, and do without a sandbox then.
            return true;
        }
    }

    @Override
    public Optional<String> refusal(Isolation isolation) {
        try {
            return ground().confines(isolation)
                    .noPorts()
                    .map(why -> "Isolation " + isolation + " is not there: " + why + ".");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Instance start(ProcessCommand command) throws IOException {
        return new ChildInstance(() -> child(command));
    }

    /// Starts a child and returns when it has made its connection.
    LocalChild child(ProcessCommand command) throws IOException {
        var on = ground();
        var token = Token.make();
        var confines = on.confines(command.isolation());
        var path = on.directory().resolve("c" + number.incrementAndGet());
        try (var doorway = new Doorway(path, token, confines.user(on.owner()))) {
            var variables = new HashMap<>(command.variables());
            variables.put(ProcessCommand.SOCKET, confines.seen(HOST, path).toString());
            variables.put(ProcessCommand.TOKEN, token.hex());
            var launch = new Launch(command.with(variables), Beginning.AT_ONCE).socket(HOST, path);
            var process = spawn(on, confines, launch, token);
            try {
                return LocalChild.connected(process, doorway, System.nanoTime() + CONNECT.toNanos());
            } catch (IOException e) {
                process.close();
                throw e;
            }
        }
    }

    @Override
    public Optional<Sockets> sockets(Isolation isolation) throws IOException {
        var on = ground();
        var confines = on.confines(isolation);
        if (confines.hasNetwork()) return Optional.empty();
        requirePorts(confines);
        long next = number.incrementAndGet();
        return Optional.of(
                new Sockets(on.directory().resolve("a" + next), on.directory().resolve("i" + next)));
    }

    @Override
    public RunningProgram start(Sandbox sandbox, Isolation isolation, Endpoint api, Described described)
            throws IOException {
        var on = ground();
        var confines = on.confines(isolation);
        var token = Token.make();
        var command = described.command(confines.directories(sandbox), token.escaped());
        var process = spawn(on, confines, inside(command, api.sockets()), token);
        try {
            process.give(new Surroundings(sandbox, Optional.empty(), Optional.of(api.host())));
            return process;
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    private static void requirePorts(Confines confines) throws IOException {
        var obstacle = confines.noPorts();
        if (obstacle.isPresent()) throw new IOException(obstacle.get());
    }

    private static Launch inside(ProcessCommand command, Optional<Sockets> sockets) {
        var launch = new Launch(command, Beginning.INSIDE);
        return sockets.map(it -> launch.port(Sockets.API_PORT, API, it.api()).inward(INWARD, it.inward()))
                .orElse(launch);
    }

    /// What is opened for a child. One that cannot have ports does without the endpoint, and is refused if more is
    /// opened.
    private Rules rules(Confines confines, List<String> networks) throws IOException {
        if (confines.hasNetwork()) return Rules.NONE;
        var openings = options.openings();
        if (confines.noPorts().isEmpty()) return openings.rules(networks);
        if (!openings.withoutEndpoint().rules(networks).isNone()) requirePorts(confines);
        LOG.debug("a function cannot invoke others: {}", confines.noPorts().orElse(""));
        return Rules.NONE;
    }

    /// Starts a process, with the ways out of its sandbox that the host opens for it.
    private LocalProcess spawn(Ground on, Confines confines, Launch launch, Token token) throws IOException {
        var command = launch.command();
        var rules = rules(confines, command.network());
        var egress = Egress.open(rules, on.directory().resolve("e" + number.incrementAndGet()));
        var group = on.group(command);
        var terms = new Terms(egress.variables(), group, options.freezes());
        LocalProcess process;
        try {
            var full = launch.ports(egress.ports(), egress.variables());
            var wrapped =
                    confines.wrapped(group.map(it -> full.in(it.directory())).orElse(full));
            var started = on.spawner().start(wrapped, on.directory());
            process = new LocalProcess(started, confines, token, terms, it -> ended(it, egress));
        } catch (IOException e) {
            group.ifPresent(ChildGroup::close);
            egress.close();
            throw e;
        }
        children.add(process);
        if (command.memoryMb() > 0) process.limitMemory(on.watch(), command.memoryMb());
        if (closed) process.close();
        return process;
    }

    private void ended(LocalProcess process, Egress egress) {
        children.remove(process);
        egress.close();
    }

    @Override
    public List<Bridge> bridges(LanguageOptions languages) {
        var all = new ArrayList<Bridge>();
        var place = new OnGround();
        all.addAll(ScriptBridge.of(this, place, new Python(languages.debuggerPort()), languages.pythons()));
        all.addAll(ScriptBridge.of(this, place, new Ruby(), languages.rubies()));
        for (var isolation : List.of(Isolation.IN_PROCESS, Isolation.PROCESS))
            all.add(new CustomBridge(this, isolation));
        return all;
    }

    /// The place of scripts' children, asked for no sooner than the first begins.
    private final class OnGround implements ScriptBridge.Place {
        @Override
        public Path directory() throws IOException {
            return ground().directory();
        }

        @Override
        public Path seenBeside(Isolation isolation, Path program, Path file) throws IOException {
            return ground().confines(isolation).seenBeside(program, file);
        }
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
        if (there != null) there.close();
    }
}
