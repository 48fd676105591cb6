package dev.samovar.java.instrument;

import dev.samovar.java.guest.Guest;
import dev.samovar.java.guest.GuestBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One guest as a test sees it: code, a class loader, directories, and what it printed.
final class Guests implements AutoCloseable {
    final Guest guest;
    final GuestClassLoader loader;
    final InstrumentedCode code;
    final Path home;
    final Printed out = new Printed();
    final Printed err = new Printed();

    private Guests(Path home, InstrumentedCode code, UnaryOperator<GuestBuilder> settings) throws IOException {
        this.home = home;
        this.code = code;
        var builder = Guest.named("guest", Files.createDirectories(home.resolve("scratch")))
                .mount("/tmp", Files.createDirectories(home.resolve("tmp")))
                .mount("/var/task", Files.createDirectories(home.resolve("task")))
                .mount("/opt", Files.createDirectories(home.resolve("opt")))
                .output(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        guest = settings.apply(builder).build();
        loader = new GuestClassLoader(code, guest, List.of());
    }

    /// Compiles sources and makes a guest of them.
    static Guests of(Path directory, String... sources) throws IOException {
        return of(directory, settings -> settings, sources);
    }

    static Guests of(Path directory, UnaryOperator<GuestBuilder> settings, String... sources) throws IOException {
        var classes = Sources.compile(directory, sources);
        return new Guests(directory.resolve("home"), InstrumentedCode.over(List.of(classes)), settings);
    }

    static Guests over(Path directory, List<Path> classPath) throws IOException {
        return new Guests(directory.resolve("home"), InstrumentedCode.over(classPath), settings -> settings);
    }

    /// Another guest on the same code.
    Guests another(Path directory) throws IOException {
        return new Guests(directory, code, settings -> settings);
    }

    /// Calls a static method without parameters on a thread of the guest's.
    @Nullable
    Object call(String type, String method) throws Exception {
        var result = start(type, method);
        try {
            return result.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception x) throw x;
            throw e;
        }
    }

    String text(String type, String method) throws Exception {
        return String.valueOf(call(type, method));
    }

    CompletableFuture<@Nullable Object> start(String type, String method) {
        var result = new CompletableFuture<@Nullable Object>();
        var thread = new Thread(guest.threads().group(), () -> {
            try {
                var found = loader.loadClass(type).getDeclaredMethod(method);
                found.setAccessible(true);
                result.complete(found.invoke(null));
            } catch (InvocationTargetException e) {
                result.completeExceptionally(e.getCause());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    @Override
    public void close() throws IOException {
        guest.end();
        code.close();
    }
}
