package dev.samovar.process;

import dev.samovar.spi.ChildProcess;
import dev.samovar.spi.Frame;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A child on this machine.
final class LocalChild implements ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChild.class);

    /// How long the log may take for what the child wrote.
    private static final long LOG_NANOS = Duration.ofSeconds(2).toNanos();

    /// How long a process that gave up its connection may take to end by itself.
    private static final long OWN_END_NANOS = Duration.ofMillis(300).toNanos();

    /// How long a process that was killed may take to be gone.
    private static final long END_NANOS = Duration.ofMillis(800).toNanos();

    /// How long is waited for those who still hold the output of a process that is gone.
    private static final long HELD_NANOS = Duration.ofMillis(50).toNanos();

    private final Process process;
    private final Confines confines;
    private final Output output;
    private final Consumer<LocalChild> onClose;
    private volatile @Nullable Connection connection;
    private volatile boolean killed;

    LocalChild(Process process, Confines confines, Token token, Consumer<LocalChild> onClose) {
        this.process = process;
        this.confines = confines;
        this.onClose = onClose;
        this.output = new Output(process.getInputStream(), token, "samovar-output-" + process.pid());
    }

    /// Waits for the child's connection.
    void connect(Doorway doorway, long untilNanos) throws IOException {
        var _ = process.onExit().thenRun(doorway::giveUp);
        var channel = doorway.await(untilNanos);
        if (channel != null) {
            connection = new Connection(channel);
            return;
        }
        boolean silent = isAlive();
        var end = end();
        output.awaitEnd(HELD_NANOS);
        var last = output.early();
        throw new IOException((silent ? "it did not connect in time" : end.reason())
                + (last.isEmpty() ? "" : "; its last lines:\n" + last));
    }

    private Connection connection() throws IOException {
        var there = connection;
        if (there == null) throw new IOException("the child has no connection");
        return there;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public Directories enter(Sandbox sandbox) throws IOException {
        output.belongTo(sandbox.log());
        return confines.enter(process, sandbox);
    }

    @Override
    public void send(Frame frame) throws IOException {
        connection().send(frame);
    }

    @Override
    public Optional<Frame> receive() throws IOException {
        return connection().receive();
    }

    @Override
    public void awaitMark() {
        output.awaitMark(LOG_NANOS);
    }

    @Override
    public ProcessEnd end() {
        if (!gone(OWN_END_NANOS)) kill();
        gone(END_NANOS);
        output.awaitEnd(HELD_NANOS);
        int status = process.isAlive() ? 128 + 9 : process.exitValue();
        return status > 128 ? ProcessEnd.signal(status - 128) : ProcessEnd.status(status);
    }

    private boolean gone(long nanos) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void kill() {
        killed = true;
        confines.kill(process);
        disconnect();
    }

    private void disconnect() {
        var there = connection;
        if (there == null) return;
        try {
            there.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive() || !killed) kill();
        if (!gone(END_NANOS)) LOG.warn("process {} was killed and does not end", process.pid());
        output.awaitEnd(HELD_NANOS);
        output.close();
        onClose.accept(this);
    }
}
