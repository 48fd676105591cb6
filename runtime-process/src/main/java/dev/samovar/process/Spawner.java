package dev.samovar.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// The one thread that starts processes. A child is told by the system when the thread that started it ends, not
/// when the JVM does, so that thread stays.
final class Spawner {
    private final LinkedBlockingQueue<FutureTask<Process>> wanted = new LinkedBlockingQueue<>();

    Spawner() {
        var thread = new Thread(this::work, "samovar-spawner");
        thread.setDaemon(true);
        thread.start();
    }

    /// Starts a process.
    Process start(ProcessBuilder builder) throws IOException {
        var task = new FutureTask<>(builder::start);
        wanted.add(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) throw new IOException(cause.getMessage(), cause);
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (true) {
            try {
                wanted.take().run();
            } catch (InterruptedException e) {
                // Nobody has a reason to stop this thread.
            }
        }
    }
}
