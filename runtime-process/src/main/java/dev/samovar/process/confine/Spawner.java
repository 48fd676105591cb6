package dev.samovar.process.confine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// The one thread that starts processes. A child is told by the system when the thread that started it ends,
/// not when the JVM does, so that thread stays as long as there may be children.
public final class Spawner implements AutoCloseable {
    private final LinkedBlockingQueue<FutureTask<Process>> wanted = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "samovar-spawner");
    private volatile boolean closed;

    public Spawner() {
        thread.setDaemon(true);
        thread.start();
    }

    /// Starts a process in a directory.
    public Process start(Wrapped child, Path directory) throws IOException {
        var builder = new ProcessBuilder(child.words()).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(child.variables());
        return start(builder);
    }

    Process start(ProcessBuilder builder) throws IOException {
        var task = new FutureTask<>(builder::start);
        wanted.add(task);
        if (closed) task.cancel(false);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (CancellationException e) {
            throw new IOException("the launcher is closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) throw new IOException(cause.getMessage(), cause);
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!closed) {
            try {
                wanted.take().run();
            } catch (InterruptedException e) {
                // Closed, or nobody has a reason to stop this thread.
            }
        }
        for (var left = wanted.poll(); left != null; left = wanted.poll()) left.cancel(false);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /// Ends the thread, and with it every child that is left.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
