package dev.samovar.java.guest;

import java.nio.file.Path;

/// The JVM as a machine: its end, its size, its native libraries.
@SuppressWarnings("DoNotCallSuggester")
public final class MachineCalls {
    private MachineCalls() {}

    @Instead(of = System.class, member = "exit", at = Site.STATIC)
    public static void exit(Guest guest, int status) {
        throw guest.exit(status);
    }

    @Instead(of = Runtime.class, member = "exit", at = Site.VIRTUAL)
    public static void exit(Guest guest, Runtime runtime, int status) {
        throw guest.exit(status);
    }

    @Instead(of = Runtime.class, member = "halt", at = Site.VIRTUAL)
    public static void halt(Guest guest, Runtime runtime, int status) {
        throw guest.exit(status);
    }

    @Instead(of = Runtime.class, member = "addShutdownHook", at = Site.VIRTUAL)
    public static void addShutdownHook(Guest guest, Runtime runtime, Thread hook) {
        if (hook.isAlive()) throw new IllegalArgumentException("Hook already running");
        if (!guest.hooks().add(hook)) throw new IllegalArgumentException("Hook previously registered");
    }

    @Instead(of = Runtime.class, member = "removeShutdownHook", at = Site.VIRTUAL)
    public static boolean removeShutdownHook(Guest guest, Runtime runtime, Thread hook) {
        return guest.hooks().remove(hook);
    }

    @Instead(of = Runtime.class, member = "maxMemory", at = Site.VIRTUAL)
    public static long maxMemory(Guest guest, Runtime runtime) {
        return guest.memory();
    }

    @Instead(of = Runtime.class, member = "totalMemory", at = Site.VIRTUAL)
    public static long totalMemory(Guest guest, Runtime runtime) {
        return guest.memory();
    }

    /// The host's free share of its heap, of the guest's size: code that asks for pressure gets a sensible ratio.
    @Instead(of = Runtime.class, member = "freeMemory", at = Site.VIRTUAL)
    public static long freeMemory(Guest guest, Runtime runtime) {
        var used = runtime.totalMemory() - runtime.freeMemory();
        var free = 1.0 - (double) used / runtime.maxMemory();
        return (long) (guest.memory() * free);
    }

    @Instead(of = Runtime.class, member = "availableProcessors", at = Site.VIRTUAL)
    public static int availableProcessors(Guest guest, Runtime runtime) {
        return guest.processors();
    }

    /// The guest's own copy of a native library.
    @Adapts({
        @Adapts.Call(of = System.class, member = "load", parameters = String.class, at = Site.STATIC),
        @Adapts.Call(of = Runtime.class, member = "load", parameters = String.class, at = Site.VIRTUAL)
    })
    public static String library(Guest guest, String file) {
        var real = Path.of(guest.mounts().real(file));
        return real.isAbsolute() && real.toFile().isFile() ? guest.copyOf(real) : real.toString();
    }
}
