package dev.samovar.java.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SwitchPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One environment as its code sees it: variables, properties, clocks, files, threads; and the means to end it.
///
/// A guest is ended once. [#kill()] makes every instrumented method entry and loop throw [Killed] and
/// interrupts the guest's threads; [#runShutdownHooks(Duration)] comes before it when there is time; [#end()]
/// kills and gives back everything the guest left in the JVM. What still runs then — JDK-internal loops,
/// monitors, blocking reads — is told by [GuestThreads#alive()].
public final class Guest {
    private static final MethodHandle NOTHING = MethodHandles.zero(void.class);
    private static final MethodHandle FIRE = fire();
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final SwitchPoint alive = new SwitchPoint();
    private final MethodHandle poll = alive.guardWithTest(NOTHING, FIRE);
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicBoolean exited = new AtomicBoolean();
    private final Deque<Path> libraries = new ConcurrentLinkedDeque<>();
    private final IntConsumer exit;

    private final String name;
    private final Path scratch;
    private final Map<String, String> variables;
    private final Mounts mounts;
    private final List<String> libraryPath;
    private final StandardStreams streams;
    private final GuestThreads threads;
    private final GuestFileSystemProvider files;
    private final ShutdownHooks hooks = new ShutdownHooks();
    private final Set<String> temporary = ConcurrentHashMap.newKeySet();
    private final Deque<Process> processes = new ConcurrentLinkedDeque<>();
    private final long memory;
    private final int processors;
    private final GuestProperties properties;
    private volatile ZoneId zone;
    private volatile Locale locale;
    private volatile Locale displayLocale;
    private volatile Locale formatLocale;
    private volatile @Nullable ClassLoader loader;

    private final Once<ForkJoinPool> commonPool = new Once<>(this::newCommonPool);
    private final Once<GuestLogs> logs = new Once<>(() -> new GuestLogs(this));
    private final Once<GuestProviders> providers = new Once<>(GuestProviders::new);
    private final Once<GuestDrivers> drivers = new Once<>(() -> new GuestDrivers(loader()));
    private final Once<GuestNetwork> network = new Once<>(() -> new GuestNetwork(this));
    private final Once<GuestBeans> beans = new Once<>(GuestBeans::new);

    Guest(GuestBuilder b) {
        name = b.name;
        scratch = b.scratch;
        variables = b.variables;
        mounts = new Mounts(b.directories, b.readOnly, b.workingDirectory);
        libraryPath = b.libraryPath;
        streams = new StandardStreams(b.in, b.out, b.err);
        threads = new GuestThreads(b.name, streams);
        files = new GuestFileSystemProvider(mounts);
        exit = b.exit;
        memory = b.memory;
        processors = b.processors;
        zone = b.zone;
        locale = b.locale;
        displayLocale = b.locale;
        formatLocale = b.locale;
        properties = new GuestProperties(b.initialProperties());
    }

    /// Begins a guest.
    ///
    /// @param name what the group of the guest's threads is called
    /// @param scratch a directory of this environment's own
    public static GuestBuilder named(String name, Path scratch) {
        return new GuestBuilder(name, scratch);
    }

    public String name() {
        return name;
    }

    // --- ending

    /// Stops the guest's code. Deoptimises compiled code all over the JVM, so kill many
    /// with one [#kill(Collection)].
    public void kill() {
        kill(List.of(this));
    }

    /// Stops the code of several guests at the price of one.
    public static void kill(Collection<Guest> guests) {
        var fresh = guests.stream()
                .filter(guest -> guest.killed.compareAndSet(false, true))
                .map(guest -> guest.alive)
                .toArray(SwitchPoint[]::new);
        if (fresh.length > 0) SwitchPoint.invalidateAll(fresh);
        guests.forEach(guest -> guest.threads.interrupt());
    }

    public boolean killed() {
        return killed.get();
    }

    /// Runs what the guest registered with `addShutdownHook`, all at once as a JVM does, and waits for them.
    ///
    /// @return whether all ended in time
    public boolean runShutdownHooks(Duration atMost) throws InterruptedException {
        var running = List.copyOf(hooks.removeAll());
        running.forEach(threads::track);
        // `start` may be a guest's override: it runs on a thread of the guest's.
        var starter = new Thread(threads.group(), () -> running.forEach(Thread::start), "shutdown");
        starter.setDaemon(true);
        starter.start();
        var deadline = System.nanoTime() + atMost.toNanos();
        if (!starter.join(atMost)) return false;
        for (var hook : running) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (hook.isAlive() && (!left.isPositive() || !hook.join(left))) return false;
        }
        return true;
    }

    /// Ends the guest and gives back what it left in the JVM: executors, timers, processes, temporary files.
    /// A guest whose threads end when they are asked to is not killed, which spares the JVM a deoptimisation;
    /// so this may wait a moment.
    public void end() {
        threads.shutDown();
        network.ifMade(GuestNetwork::close);
        if (!endedWhenAsked()) kill();
        if (killed()) threads.shutDownTheGuestsOwn();
        processes.forEach(Guest::destroy);
        processes.clear();
        logs.ifMade(GuestLogs::close);
        drivers.ifMade(GuestDrivers::close);
        for (var path : temporary) deleteQuietly(Path.of(path));
        temporary.clear();
        libraries.forEach(Guest::deleteCopy);
        libraries.clear();
        hooks.removeAll();
    }

    /// Its descendants first: without their parent they could not be found any more.
    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean endedWhenAsked() {
        if (killed() || threads.alive().isEmpty()) return true;
        threads.interrupt();
        try {
            return threads.ended(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the guest's `System.exit` does: tells the host, kills the guest, and never returns.
    Killed exit(int status) {
        if (exited.compareAndSet(false, true)) exit.accept(status);
        kill();
        return new Killed();
    }

    /// What the guest's copy of [Poll] invokes.
    public MethodHandle poll() {
        return poll;
    }

    private static MethodHandle fire() {
        try {
            return MethodHandles.lookup().findStatic(Killed.class, "fire", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- what it has

    public Map<String, String> variables() {
        return variables;
    }

    public Properties properties() {
        return properties.get();
    }

    void properties(Properties replaced) {
        properties.replace(replaced);
    }

    /// What says the trace header of the invocation that begins, for the property where the X-Ray SDK looks
    /// for it; null when the invocation has ended.
    public void traceHeader(@Nullable Supplier<String> header) {
        properties.traceHeader(header);
    }

    public Mounts mounts() {
        return mounts;
    }

    public StandardStreams streams() {
        return streams;
    }

    public InputStream in() {
        return streams.in;
    }

    public PrintStream out() {
        return streams.out;
    }

    public PrintStream err() {
        return streams.err;
    }

    public ZoneId zone() {
        return zone;
    }

    TimeZone timeZone() {
        return TimeZone.getTimeZone(zone);
    }

    void zone(ZoneId replaced) {
        zone = replaced;
    }

    public Locale locale() {
        return locale;
    }

    Locale locale(Locale.Category category) {
        return switch (category) {
            case DISPLAY -> displayLocale;
            case FORMAT -> formatLocale;
        };
    }

    void locale(Locale replaced) {
        locale = replaced;
        displayLocale = replaced;
        formatLocale = replaced;
    }

    void locale(Locale.Category category, Locale replaced) {
        switch (category) {
            case DISPLAY -> displayLocale = replaced;
            case FORMAT -> formatLocale = replaced;
        }
    }

    long memory() {
        return memory;
    }

    int processors() {
        return processors;
    }

    /// The guest's threads: its group, its executors, and all that was found outside them.
    public GuestThreads threads() {
        return threads;
    }

    ShutdownHooks hooks() {
        return hooks;
    }

    Set<String> temporary() {
        return temporary;
    }

    GuestFileSystemProvider files() {
        return files;
    }

    ForkJoinPool commonPool() {
        return commonPool.get();
    }

    GuestLogs logs() {
        return logs.get();
    }

    GuestProviders providers() {
        return providers.get();
    }

    GuestDrivers drivers() {
        return drivers.get();
    }

    GuestNetwork network() {
        return network.get();
    }

    GuestBeans beans() {
        return beans.get();
    }

    void started(Process process) {
        processes.removeIf(p -> !p.isAlive());
        processes.add(process);
    }

    /// The class loader of the guest's code; told once, by that loader.
    public void loader(ClassLoader made) {
        loader = made;
    }

    public ClassLoader loader() {
        var made = loader;
        if (made == null) throw new IllegalStateException("guest " + name + " has no class loader yet");
        return made;
    }

    // --- native libraries

    /// The private copy of the native library of this name, if the library path has one.
    public @Nullable String library(String libraryName) {
        var file = System.mapLibraryName(libraryName);
        for (var directory : libraryPath) {
            var candidate = Path.of(mounts.real(directory), file);
            if (Files.isRegularFile(candidate)) return copyOf(candidate);
        }
        return null;
    }

    /// A copy of a native library that no other environment loads: a JVM loads a file for one
    /// class loader only.
    String copyOf(Path library) {
        try {
            var fileName = library.getFileName();
            if (fileName == null) return library.toString();
            // The directory is the sandbox's, which outlives a guest that was ended: names are never used twice.
            var directory = Files.createTempDirectory(Files.createDirectories(scratch), "native-");
            libraries.add(directory);
            var copy = directory.resolve(fileName.toString());
            return Files.copy(library, copy).toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(library + " cannot be copied for this environment: " + e);
        }
    }

    private ForkJoinPool newCommonPool() {
        var pool = new ForkJoinPool(Math.max(1, processors - 1), threads::newWorker, null, true);
        threads.track(pool);
        return pool;
    }

    private static void deleteCopy(Path directory) {
        var files = directory.toFile().listFiles();
        if (files != null) for (var file : files) deleteQuietly(file.toPath());
        deleteQuietly(directory);
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A directory that is not empty stays, as with the JVM's own deleteOnExit.
        }
    }

    /// A value made when first asked for.
    private static final class Once<T> {
        private final Supplier<T> make;
        private volatile @Nullable T made;

        Once(Supplier<T> make) {
            this.make = make;
        }

        T get() {
            var value = made;
            return value != null ? value : makeNow();
        }

        private synchronized T makeNow() {
            var value = made;
            if (value == null) {
                value = make.get();
                made = value;
            }
            return value;
        }

        void ifMade(java.util.function.Consumer<T> action) {
            var value = made;
            if (value != null) action.accept(value);
        }
    }
}
