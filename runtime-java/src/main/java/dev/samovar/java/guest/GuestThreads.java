package dev.samovar.java.guest;

import dev.samovar.spi.EnvironmentGroup;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The threads of one guest.
///
/// Platform threads stay in the guest's group because they inherit it; virtual threads have no group, so they are
/// noted where guest code starts them. Executors and timers are noted too: their idle threads wait in the JDK, where
/// an interrupt ends nothing.
public final class GuestThreads {
    private final Group group;
    private final StandardStreams streams;
    private final WeakBag<Thread> noted = new WeakBag<>(thread -> thread.getState() == Thread.State.TERMINATED);
    private final WeakBag<ExecutorService> executors = new WeakBag<>(_ -> false);
    private final WeakBag<Timer> timers = new WeakBag<>(_ -> false);
    private final AtomicInteger factories = new AtomicInteger();
    private volatile @Nullable UncaughtExceptionHandler defaultHandler;
    private volatile @Nullable Thread owner;
    private volatile @Nullable ThreadGroup adopted;

    GuestThreads(String name, StandardStreams streams) {
        this.streams = streams;
        group = new Group(name, this);
    }

    /// The group in which the guest's first thread must be started.
    public ThreadGroup group() {
        return group;
    }

    /// Takes over the group of the environment's own thread: what it holds besides that thread is the guest's.
    public void adopt(EnvironmentGroup environment, Thread own) {
        owner = own;
        adopted = environment;
        environment.onUncaught(this::uncaught);
    }

    /// Notes a thread that may be outside the group.
    public void track(Thread thread) {
        noted.add(thread);
        var handler = thread.getUncaughtExceptionHandler();
        if (handler instanceof ThreadGroup && handler != group) thread.setUncaughtExceptionHandler(this::uncaught);
    }

    void track(ExecutorService executor) {
        executors.add(executor);
    }

    void track(Timer timer) {
        timers.add(timer);
    }

    /// Every thread of the guest that has not ended.
    public Set<Thread> alive() {
        Set<Thread> found = Collections.newSetFromMap(new IdentityHashMap<>());
        addMembers(group, found);
        var environment = adopted;
        if (environment != null) addMembers(environment, found);
        for (var thread : noted.all()) if (thread.isAlive()) found.add(thread);
        found.remove(Thread.currentThread());
        var own = owner;
        if (own != null) found.remove(own);
        return found;
    }

    private static void addMembers(ThreadGroup group, Set<Thread> found) {
        var members = new Thread[group.activeCount() + 16];
        while (group.enumerate(members) == members.length) members = new Thread[members.length * 2];
        for (var thread : members) if (thread != null && thread.isAlive()) found.add(thread);
    }

    /// Interrupts every thread of the guest; the caller's own is spared.
    public void interrupt() {
        for (var thread : alive()) quietly(thread::interrupt);
    }

    /// Shuts down the JDK's executors and timers, whose idle threads would wait for ever.
    void shutDown() {
        for (var executor : executors.all()) if (!isGuests(executor)) quietly(executor::shutdownNow);
        for (var timer : timers.all()) if (!isGuests(timer)) quietly(timer::cancel);
    }

    /// Shuts down the rest: executors of classes of the guest's own. Its code must have been killed before.
    void shutDownTheGuestsOwn() {
        for (var executor : executors.removeAll()) quietly(executor::shutdownNow);
        for (var timer : timers.removeAll()) quietly(timer::cancel);
    }

    /// Waits until every thread has ended, or the time is over.
    boolean ended(Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        for (var thread : alive()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive() || !thread.join(left)) return false;
        }
        return true;
    }

    /// What may be a guest's override is not trusted to return normally.
    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            // A guest that is killed throws from its own overrides; there is nothing more to do for it.
        }
    }

    private static boolean isGuests(Object object) {
        return object.getClass().getClassLoader() instanceof Home;
    }

    void defaultHandler(@Nullable UncaughtExceptionHandler handler) {
        defaultHandler = handler;
    }

    @Nullable
    UncaughtExceptionHandler defaultHandler() {
        return defaultHandler;
    }

    /// What nobody caught: given to the guest's default handler, or printed to its standard error as a JVM does.
    void uncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof Killed) return;
        var handler = defaultHandler;
        if (handler != null) {
            handler.uncaughtException(thread, thrown);
            return;
        }
        streams.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace(streams.err);
    }

    /// Names its threads like the JDK's default factory, and keeps them in the group whichever thread asks.
    ThreadFactory newFactory() {
        var prefix = "pool-" + factories.incrementAndGet() + "-thread-";
        var made = new AtomicInteger();
        return task -> {
            var thread = new Thread(group, task, prefix + made.incrementAndGet(), 0);
            thread.setDaemon(false);
            return thread;
        };
    }

    ForkJoinWorkerThread newWorker(ForkJoinPool pool) {
        return new Worker(group, pool);
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ThreadGroup group, ForkJoinPool pool) {
            super(group, pool, true);
            setDaemon(true);
        }
    }

    private static final class Group extends ThreadGroup {
        private final GuestThreads threads;

        Group(String name, GuestThreads threads) {
            super(name);
            this.threads = threads;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            threads.uncaught(thread, thrown);
        }
    }
}
