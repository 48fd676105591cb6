package dev.samovar.java.guest;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Standard streams, and what prints to them unasked.
public final class StreamCalls {
    private static final ClassValue<Boolean> PRINTS_ITSELF = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("printStackTrace").getDeclaringClass().getClassLoader() instanceof Home;
            } catch (NoSuchMethodException e) {
                return false;
            }
        }
    };

    private StreamCalls() {}

    @Instead(of = System.class, member = "in", at = Site.READ)
    public static InputStream in(Guest guest) {
        return guest.streams().in;
    }

    @Instead(of = System.class, member = "out", at = Site.READ)
    public static PrintStream out(Guest guest) {
        return guest.streams().out;
    }

    @Instead(of = System.class, member = "err", at = Site.READ)
    public static PrintStream err(Guest guest) {
        return guest.streams().err;
    }

    @Instead(of = System.class, member = "setIn", at = Site.STATIC)
    public static void setIn(Guest guest, InputStream in) {
        guest.streams().in = in;
    }

    @Instead(of = System.class, member = "setOut", at = Site.STATIC)
    public static void setOut(Guest guest, PrintStream out) {
        guest.streams().out = out;
    }

    @Instead(of = System.class, member = "setErr", at = Site.STATIC)
    public static void setErr(Guest guest, PrintStream err) {
        guest.streams().err = err;
    }

    @Instead(of = System.class, member = "console", at = Site.STATIC)
    public static @Nullable Console console(Guest guest) {
        return null;
    }

    /// An exception of the guest's own that prints in its own way keeps that way.
    @Instead(of = Throwable.class, member = "printStackTrace", at = Site.VIRTUAL)
    public static void printStackTrace(Guest guest, Throwable thrown) {
        if (PRINTS_ITSELF.get(thrown.getClass())) thrown.printStackTrace();
        else thrown.printStackTrace(guest.streams().err);
    }

    @Instead(of = Throwable.class, member = "printStackTrace", at = Site.SUPER)
    public static void superPrintStackTrace(Guest guest, Throwable thrown) {
        thrown.printStackTrace(guest.streams().err);
    }

    @Instead(of = Thread.class, member = "dumpStack", at = Site.STATIC)
    public static void dumpStack(Guest guest) {
        new Exception("Stack trace").printStackTrace(guest.streams().err);
    }
}
