package dev.samovar;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Isolation;
import dev.samovar.core.Engine;
import dev.samovar.core.EngineOptions;
import dev.samovar.core.governor.GovernorLimits;
import dev.samovar.core.host.HostBridge;
import dev.samovar.core.journal.Journal;
import dev.samovar.core.pool.PoolOptions;
import dev.samovar.core.seam.Seams;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.core.telemetry.Meters;
import dev.samovar.java.JavaBridge;
import dev.samovar.java.child.JavaChildBridge;
import dev.samovar.nodejs.graal.GraalJsBridge;
import dev.samovar.nodejs.graal.GraalJsOptions;
import dev.samovar.nodejs.process.NodeBridge;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.CodeSource;
import dev.samovar.spi.DestinationSender;
import dev.samovar.spi.FunctionVariables;
import dev.samovar.spi.LanguageOptions;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.ProcessLauncher;
import dev.samovar.spi.RuntimeListener;
import dev.samovar.spi.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Assembles a [FunctionRuntime]: AWS Lambda inside this JVM.
///
/// Every limit is a setting with Lambda's default; numbers and times are at least 0, or [#build] refuses them. One
/// thing has no default and must be chosen: the isolation.
///
/// ```java
/// try (var runtime = Samovar.builder().isolation(IN_PROCESS).build()) {
///     runtime.create(FunctionSpec.java("greet", jar).handler("app.Greeter::greet"));
///     runtime.invoke("greet", Event.json("{}"));
/// } ```
///
/// Several runtimes in one JVM share nothing. A builder is used by one thread.
public final class Samovar {
    private @Nullable Isolation isolation;
    private String region = "us-east-1";
    private String account = "000000000000";
    private int concurrency = 1000;
    private int minimumUnreserved = -1;
    private int startsPerTenSeconds = 1000;
    private boolean requestRateRule;
    private int quarantinePerFunction = 10;
    private Duration keepAlive = Duration.ofMinutes(10);
    private long memoryBudgetMb = Long.MAX_VALUE;
    private int blanks = 1;
    private Duration initLimit = Duration.ofSeconds(10);
    private Duration killGrace = Duration.ofMillis(100);
    private boolean pauseWhileDebugged = true;
    private long unpackedLimit = 262_144_000;
    private long waitingEventsLimit = 256L << 20;
    private @Nullable Path directory;
    private @Nullable ProcessLauncher processes;
    private int inspectorPort;
    private GraalJsOptions graalJs = GraalJsOptions.DEFAULT;
    private final List<Path> nodes = new ArrayList<>();
    private final List<Path> pythons = new ArrayList<>();
    private final List<Path> rubies = new ArrayList<>();
    private FunctionVariables variables = _ -> Map.of();
    private @Nullable LogStore logs;
    private @Nullable Supplier<Store> openStore;
    private Seams seams = Seams.real();
    private @Nullable Meters meters;
    private final List<Bridge> bridges = new ArrayList<>();
    private final List<CodeSource> codeSources = new ArrayList<>();
    private final List<DestinationSender> senders = new ArrayList<>();
    private final List<RuntimeListener> listeners = new ArrayList<>();

    private Samovar() {}

    /// Begins to assemble a runtime.
    public static Samovar builder() {
        return new Samovar();
    }

    /// The floor of isolation. `IN_PROCESS` runs functions inside this JVM or, but for Java, in child processes that
    /// are no sandbox, which is right for trusted code and no boundary for hostile code; `PROCESS` insists on child
    /// processes that are sandboxed, and so needs [#processes].
    public Samovar isolation(Isolation floor) {
        isolation = floor;
        return this;
    }

    /// The region that ARNs and functions show; `us-east-1` by default.
    public Samovar region(String name) {
        region = name;
        return this;
    }

    /// The twelve digits of the account; all zero by default.
    public Samovar account(String digits) {
        account = digits;
        return this;
    }

    /// Requests in flight for all functions together; 1000 by default.
    public Samovar concurrency(int limit) {
        concurrency = limit;
        return this;
    }

    /// What reservations must leave unreserved; by default, and if it is negative, 100, or a tenth of the concurrency
    /// if that is less.
    public Samovar minimumUnreserved(int units) {
        minimumUnreserved = units;
        return this;
    }

    /// Environment starts of one function within ten seconds; 1000 by default.
    public Samovar startsPerTenSeconds(int limit) {
        startsPerTenSeconds = limit;
        return this;
    }

    /// Whether a function may serve at most ten requests a second for each unit of its concurrency, as on
    /// AWS; off by default.
    public Samovar requestRateRule(boolean on) {
        requestRateRule = on;
        return this;
    }

    /// Instances of one function that missed their deadline and could not be killed, beyond which it is
    /// refused; 10 by default.
    public Samovar quarantinePerFunction(int limit) {
        quarantinePerFunction = limit;
        return this;
    }

    /// How long an environment may be idle; 10 minutes by default.
    public Samovar keepAlive(Duration idle) {
        keepAlive = idle;
        return this;
    }

    /// The memory of all environments together, by their functions' configuration, in MiB; unlimited by
    /// default. Beyond it idle ones are ended, the longest idle first.
    public Samovar memoryBudgetMb(long limit) {
        memoryBudgetMb = limit;
        return this;
    }

    /// How many blanks are kept ready for each kind of function in use; 1 by default, 0 for none.
    public Samovar blanks(int count) {
        blanks = count;
        return this;
    }

    /// How long the initialisation of an on-demand environment may take; 10 seconds by default.
    public Samovar initLimit(Duration limit) {
        initLimit = limit;
        return this;
    }

    /// How long after its deadline an instance may take to end before it is given up and quarantined; 100
    /// ms by default.
    public Samovar killGrace(Duration grace) {
        killGrace = grace;
        return this;
    }

    /// Whether deadlines pause in a JVM that was started for a debugger (with the JDWP agent); on by default.
    public Samovar pauseWhileDebugged(boolean on) {
        pauseWhileDebugged = on;
        return this;
    }

    /// The bytes that a package and its layers may have together, unpacked; 262144000 by default.
    public Samovar unpackedLimit(long bytes) {
        unpackedLimit = bytes;
        return this;
    }

    /// The bytes of asynchronous events that may wait, all together; what comes on top is refused with 429. 256
    /// MiB by default: they wait in memory.
    public Samovar waitingEventsLimit(long bytes) {
        waitingEventsLimit = bytes;
        return this;
    }

    /// Where the runtime makes a directory of its own for unpacked code and sandboxes, which goes with `close`;
    /// the system's temporary directory by default.
    public Samovar directory(Path place) {
        directory = place;
        return this;
    }

    /// A directory where what is written is kept: functions with their versions and packages, aliases, what
    /// belongs to them, and asynchronous events. They are there again when a runtime is built on the same
    /// directory, in whatever way the host ended. By default nothing is kept.
    ///
    /// One runtime uses a directory at a time. It is made if it is not there, for its owner alone. Handlers of
    /// the host are not kept: they are registered at each start. [#build] throws a
    /// [dev.samovar.spi.StoreException] for a directory that is in use, damaged, or of a newer version.
    public Samovar data(Path directory) {
        openStore = () -> Journal.open(directory);
        return this;
    }

    /// The same for another way to keep what is written. The runtime closes it.
    public Samovar store(Store kept) {
        openStore = () -> kept;
        return this;
    }

    /// Where functions' logs go; by default memory, 16 MiB for each log group and a quarter of the heap for all of
    /// them. The runtime closes it.
    public Samovar logs(LogStore store) {
        logs = store;
        return this;
    }

    /// Registers Lambda's metrics and the runtime's own as meters, which go when the runtime closes;
    /// none by default.
    ///
    /// @param tags keys and values that every meter carries, to tell runtimes apart that share a registry at a time
    public Samovar meters(MeterRegistry registry, String... tags) {
        meters = new Meters(registry, tags);
        return this;
    }

    /// One more who hears of everything.
    public Samovar listener(RuntimeListener listener) {
        listeners.add(listener);
        return this;
    }

    /// One more engine, preferred to those that are built in. The runtime closes it.
    public Samovar bridge(Bridge bridge) {
        bridges.add(bridge);
        return this;
    }

    /// When a Node.js function runs on engine `node` rather than inside this JVM, where both can run it, and how much
    /// it may allocate inside this JVM.
    public Samovar graalJs(GraalJsOptions options) {
        graalJs = options;
        return this;
    }

    /// What starts child processes. Node.js functions can run in them on the Nodes of this machine (engine
    /// `node`); Python and Ruby functions do on its interpreters (engines `python` and `ruby`), functions of
    /// `provided.al2023` and `provided.al2` with programs of their own (engine `custom`), and Java functions of
    /// isolation `PROCESS` in JVMs of their own. The dependency
    /// `dev.samovar:samovar-process` has `ChildProcesses.launcher()`. None by default. The runtime closes it.
    public Samovar processes(ProcessLauncher launcher) {
        processes = launcher;
        return this;
    }

    /// Has Node.js functions of either engine wait for a debugger that speaks to Node's inspector, and Python
    /// functions for one that speaks to debugpy, on this port of localhost, and pauses deadlines. For one
    /// function at a time: it is one port. Engine `graaljs` needs the dependency
    /// `org.graalvm.tools:chromeinspector-tool` for it, engine `python` the package `debugpy`.
    ///
    /// @throws IllegalArgumentException if the port is not between 1 and 65535
    public Samovar inspect(int port) {
        if (port < 1 || port > 65535) throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        inspectorPort = port;
        return this;
    }

    /// One more Node for child processes, as a program or a directory with it, preferred to those that the
    /// variables `SAMOVAR_NODE` and `PATH` name.
    public Samovar node(Path programOrDirectory) {
        nodes.add(programOrDirectory);
        return this;
    }

    /// One more Python for child processes, as a program or a directory with it, preferred to those that the
    /// variables `SAMOVAR_PYTHON` and `PATH` name.
    public Samovar python(Path programOrDirectory) {
        pythons.add(programOrDirectory);
        return this;
    }

    /// One more Ruby for child processes, as a program or a directory with it, preferred to those that the
    /// variables `SAMOVAR_RUBY` and `PATH` name.
    public Samovar ruby(Path programOrDirectory) {
        rubies.add(programOrDirectory);
        return this;
    }

    /// One more place where packages come from.
    public Samovar codeSource(CodeSource source) {
        codeSources.add(source);
        return this;
    }

    /// One more way to tell destinations what became of asynchronous events; functions need none.
    public Samovar destinations(DestinationSender sender) {
        senders.add(sender);
        return this;
    }

    /// What functions are given besides Lambda's own variables, such as credentials; by default credentials that are
    /// worthless.
    public Samovar variables(FunctionVariables given) {
        variables = given;
        return this;
    }

    /// Time, chance and threads; the real ones by default.
    public Samovar seams(Seams to) {
        seams = to;
        return this;
    }

    /// The runtime, ready for functions.
    ///
    /// @throws IllegalStateException if no isolation was chosen
    /// @throws IllegalArgumentException if a limit is out of its range
    public FunctionRuntime build() {
        var floor = isolation;
        if (floor == null)
            throw new IllegalStateException(
                    "choose an isolation: Samovar.builder().isolation(Isolation.IN_PROCESS) runs"
                            + " functions inside this JVM, for trusted code only; Isolation.PROCESS insists on child processes");
        var functions = new Account("aws", region, account);
        var limits = new GovernorLimits(
                concurrency,
                minimumUnreserved < 0 ? Math.min(100, concurrency / 10) : minimumUnreserved,
                startsPerTenSeconds,
                requestRateRule ? 10 : 0,
                quarantinePerFunction);
        var pool = new PoolOptions(keepAlive, memoryBudgetMb, blanks);
        var store = Optional.ofNullable(openStore).map(Supplier::get);
        try {
            return build(functions, floor, limits, pool, store);
        } catch (RuntimeException | Error e) {
            store.ifPresent(Store::close);
            throw e;
        }
    }

    private FunctionRuntime build(
            Account functions, Isolation floor, GovernorLimits limits, PoolOptions pool, Optional<Store> store) {
        var place = ownDirectory();
        var all = new ArrayList<>(bridges);
        all.add(new JavaBridge(place.resolve("java")));
        all.add(new GraalJsBridge(graalJs, inspectorPort));
        if (processes != null) {
            all.add(new JavaChildBridge(processes, place.resolve("java-child")));
            all.addAll(processes.bridges(new LanguageOptions(pythons, rubies, inspectorPort)));
            all.addAll(NodeBridge.of(processes, place.resolve("node"), List.copyOf(nodes), inspectorPort));
        }
        all.add(new HostBridge());
        var logStore = logs == null ? new MemoryLogStore(16L << 20, seams.clock()) : logs;
        var hearing = new ArrayList<>(listeners);
        if (meters != null) hearing.add(meters);
        var runtime = Engine.start(new EngineOptions(
                functions,
                floor,
                limits,
                pool,
                initLimit,
                killGrace,
                inspectorPort != 0 || (pauseWhileDebugged && Debugger.isPossible()),
                unpackedLimit,
                waitingEventsLimit,
                place,
                true,
                all,
                List.copyOf(codeSources),
                List.copyOf(senders),
                variables,
                processes == null ? () -> false : processes::opensLoopback,
                store,
                logStore,
                hearing,
                seams));
        if (meters != null) {
            meters.bind(runtime);
            all.forEach(meters::bind);
        }
        return runtime;
    }

    /// A new directory: nothing of the host's can be in it when it is removed.
    private Path ownDirectory() {
        try {
            if (directory == null) return Files.createTempDirectory("samovar-");
            return Files.createTempDirectory(Files.createDirectories(directory), "samovar-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for code and sandboxes", e);
        }
    }
}
