package dev.samovar.java.guest;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// Threads and what owns threads: noted, so that they can be found when the environment ends.
public final class ThreadCalls {
    private ThreadCalls() {}

    @Instead(of = Thread.class, member = "start", at = Site.VIRTUAL)
    public static void start(Guest guest, Thread thread) {
        guest.threads().track(thread);
        thread.start();
    }

    @Instead(of = Thread.class, member = "startVirtualThread", at = Site.STATIC)
    public static Thread startVirtualThread(Guest guest, Runnable task) {
        return start(guest, Thread.ofVirtual(), task);
    }

    @Instead(of = Thread.Builder.class, member = "start", at = Site.VIRTUAL)
    public static Thread start(Guest guest, Thread.Builder builder, Runnable task) {
        var thread = unstarted(guest, builder, task);
        thread.start();
        return thread;
    }

    @Instead(of = Thread.Builder.class, member = "unstarted", at = Site.VIRTUAL)
    public static Thread unstarted(Guest guest, Thread.Builder builder, Runnable task) {
        var thread = builder.unstarted(task);
        guest.threads().track(thread);
        return thread;
    }

    @Instead(of = Thread.Builder.class, member = "factory", at = Site.VIRTUAL)
    public static ThreadFactory factory(Guest guest, Thread.Builder builder) {
        return tracking(guest, builder.factory());
    }

    @Instead(of = Thread.class, member = "setDefaultUncaughtExceptionHandler", at = Site.STATIC)
    public static void setDefaultUncaughtExceptionHandler(Guest guest, @Nullable UncaughtExceptionHandler handler) {
        guest.threads().defaultHandler(handler);
    }

    @Instead(of = Thread.class, member = "getDefaultUncaughtExceptionHandler", at = Site.STATIC)
    public static @Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler(Guest guest) {
        return guest.threads().defaultHandler();
    }

    @Instead(of = Executors.class, member = "newFixedThreadPool", at = Site.STATIC)
    public static ExecutorService newFixedThreadPool(Guest guest, int threads) {
        return noted(guest, Executors.newFixedThreadPool(threads, platform(guest)));
    }

    @Instead(of = Executors.class, member = "newFixedThreadPool", at = Site.STATIC)
    public static ExecutorService newFixedThreadPool(Guest guest, int threads, ThreadFactory factory) {
        return noted(guest, Executors.newFixedThreadPool(threads, factory));
    }

    @Instead(of = Executors.class, member = "newCachedThreadPool", at = Site.STATIC)
    public static ExecutorService newCachedThreadPool(Guest guest) {
        return noted(guest, Executors.newCachedThreadPool(platform(guest)));
    }

    @Instead(of = Executors.class, member = "newCachedThreadPool", at = Site.STATIC)
    public static ExecutorService newCachedThreadPool(Guest guest, ThreadFactory factory) {
        return noted(guest, Executors.newCachedThreadPool(factory));
    }

    @Instead(of = Executors.class, member = "newSingleThreadExecutor", at = Site.STATIC)
    public static ExecutorService newSingleThreadExecutor(Guest guest) {
        return noted(guest, Executors.newSingleThreadExecutor(platform(guest)));
    }

    @Instead(of = Executors.class, member = "newSingleThreadExecutor", at = Site.STATIC)
    public static ExecutorService newSingleThreadExecutor(Guest guest, ThreadFactory factory) {
        return noted(guest, Executors.newSingleThreadExecutor(factory));
    }

    @Instead(of = Executors.class, member = "newScheduledThreadPool", at = Site.STATIC)
    public static ScheduledExecutorService newScheduledThreadPool(Guest guest, int threads) {
        return noted(guest, Executors.newScheduledThreadPool(threads, platform(guest)));
    }

    @Instead(of = Executors.class, member = "newScheduledThreadPool", at = Site.STATIC)
    public static ScheduledExecutorService newScheduledThreadPool(Guest guest, int threads, ThreadFactory factory) {
        return noted(guest, Executors.newScheduledThreadPool(threads, factory));
    }

    @Instead(of = Executors.class, member = "newSingleThreadScheduledExecutor", at = Site.STATIC)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor(Guest guest) {
        return noted(guest, Executors.newSingleThreadScheduledExecutor(platform(guest)));
    }

    @Instead(of = Executors.class, member = "newSingleThreadScheduledExecutor", at = Site.STATIC)
    public static ScheduledExecutorService newSingleThreadScheduledExecutor(Guest guest, ThreadFactory factory) {
        return noted(guest, Executors.newSingleThreadScheduledExecutor(factory));
    }

    @Instead(of = Executors.class, member = "newWorkStealingPool", at = Site.STATIC)
    public static ExecutorService newWorkStealingPool(Guest guest) {
        return newWorkStealingPool(guest, guest.processors());
    }

    @Instead(of = Executors.class, member = "newWorkStealingPool", at = Site.STATIC)
    public static ExecutorService newWorkStealingPool(Guest guest, int parallelism) {
        return noted(guest, new ForkJoinPool(parallelism, guest.threads()::newWorker, null, true));
    }

    @Instead(of = Executors.class, member = "newVirtualThreadPerTaskExecutor", at = Site.STATIC)
    public static ExecutorService newVirtualThreadPerTaskExecutor(Guest guest) {
        return newThreadPerTaskExecutor(guest, Thread.ofVirtual().factory());
    }

    @Instead(of = Executors.class, member = "newThreadPerTaskExecutor", at = Site.STATIC)
    public static ExecutorService newThreadPerTaskExecutor(Guest guest, ThreadFactory factory) {
        return noted(guest, Executors.newThreadPerTaskExecutor(tracking(guest, factory)));
    }

    @Instead(of = Executors.class, member = "defaultThreadFactory", at = Site.STATIC)
    public static ThreadFactory defaultThreadFactory(Guest guest) {
        return platform(guest);
    }

    @Instead(of = ThreadPoolExecutor.class, at = Site.CONSTRUCTED)
    public static void constructed(Guest guest, ThreadPoolExecutor executor) {
        guest.threads().track(executor);
    }

    @Instead(of = ScheduledThreadPoolExecutor.class, at = Site.CONSTRUCTED)
    public static void constructed(Guest guest, ScheduledThreadPoolExecutor executor) {
        guest.threads().track(executor);
    }

    @Instead(of = ForkJoinPool.class, at = Site.CONSTRUCTED)
    public static void constructed(Guest guest, ForkJoinPool executor) {
        guest.threads().track(executor);
    }

    @Instead(of = Timer.class, at = Site.CONSTRUCTED)
    public static void constructed(Guest guest, Timer timer) {
        guest.threads().track(timer);
    }

    private static <E extends ExecutorService> E noted(Guest guest, E executor) {
        guest.threads().track(executor);
        return executor;
    }

    private static ThreadFactory tracking(Guest guest, ThreadFactory factory) {
        return task -> {
            var thread = factory.newThread(task);
            if (thread != null) guest.threads().track(thread);
            return thread;
        };
    }

    /// Threads of the guest's group, named as the JDK's default factory names them, whichever thread asks.
    private static ThreadFactory platform(Guest guest) {
        return guest.threads().newFactory();
    }
}
