package dev.samovar.process;

import dev.samovar.process.cgroup.ChildGroup;
import dev.samovar.process.confine.Confines;
import dev.samovar.process.confine.Directories;
import dev.samovar.process.confine.Surroundings;
import dev.samovar.process.custom.RunningProgram;
import dev.samovar.process.watch.ProcessTree;
import dev.samovar.process.watch.Watch;
import dev.samovar.process.watch.Watch.Watched;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.Sandbox;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process of this machine that runs a function, with all that it started: its output, its end and its directories.
final class LocalProcess implements RunningProgram {
    private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);

    /// How long the log may take for what the process wrote.
    private static final long LOG_NANOS = Duration.ofSeconds(2).toNanos();

    /// How long a process that should end by itself may take.
    private static final long OWN_END_NANOS = Duration.ofMillis(300).toNanos();

    /// How long a process that was killed may take to be gone.
    private static final long END_NANOS = Duration.ofMillis(800).toNanos();

    /// How long is waited for those who still hold the output of a process that is gone.
    private static final long HELD_NANOS = Duration.ofMillis(50).toNanos();

    private final Process process;
    private final Confines confines;
    private final Token token;
    private final Output output;
    private final Consumer<LocalProcess> onClose;
    private final ProcessTree tree;
    private final Terms terms;
    private volatile @Nullable Watched watched;
    private volatile boolean killed;
    private boolean isStill;

    LocalProcess(Process process, Confines confines, Token token, Terms terms, Consumer<LocalProcess> onClose) {
        this.process = process;
        this.confines = confines;
        this.token = token;
        this.terms = terms;
        this.onClose = onClose;
        this.tree = new ProcessTree(process.pid(), confines.above());
        this.output = new Output(process.getInputStream(), token, "samovar-output-" + process.pid());
    }

    /// Ends it, with all that it started, once they use more memory than this.
    void limitMemory(Watch watch, int megabytes) {
        watched = watch.watch(tree, (long) megabytes << 20, this::kill);
    }

    @Override
    public boolean rests() {
        if (terms.freezes()) still(true);
        return isStill;
    }

    private void still(boolean on) {
        try {
            isStill = confines.still(process, on) && on;
        } catch (IOException e) {
            LOG.debug("a process that has ended cannot be {}", on ? "stopped" : "continued", e);
        }
    }

    @Override
    public void begins() {
        if (isStill) still(false);
        var seen = watched;
        if (seen != null) seen.begins();
    }

    /// The most bytes that it was seen to use with all that it started, all that it may if it was ended for that; -1
    /// where that is not limited.
    long mostSeen() {
        var seen = watched;
        if (seen == null) return -1;
        return ranOut() ? seen.limit() : seen.most();
    }

    private boolean ranOut() {
        return !process.isAlive() && terms.group().filter(ChildGroup::ranOut).isPresent();
    }

    @Override
    public long mostMemory() {
        return Math.max(mostSeen(), tree.mostOfEldest());
    }

    @Override
    public long mostMemoryBelow() {
        return Math.max(mostSeen(), tree.mostBelowEldest());
    }

    Map<String, String> variables() {
        return terms.variables();
    }

    /// Not by [Process#onExit], whose tasks wait for the JVM's common pool: its threads may be the callers who wait for
    /// this process.
    @Override
    public void onEnd(Runnable task) {
        Thread.ofVirtual().name("samovar-end-" + process.pid()).start(() -> {
            try {
                process.waitFor();
                task.run();
            } catch (InterruptedException e) {
                LOG.debug("nobody interrupts this thread", e);
            }
        });
    }

    @Override
    public void onNote(Consumer<String> listener) {
        output.onNote(listener);
    }

    @Override
    public void terminate() {
        tree.eldest().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    Directories give(Surroundings surroundings) throws IOException {
        var sandbox = surroundings.sandbox();
        output.belongTo(sandbox.log());
        confines.give(process, surroundings);
        limitStorage(sandbox);
        return confines.directories(sandbox);
    }

    private void limitStorage(Sandbox sandbox) throws IOException {
        var seen = watched;
        if (seen == null) return;
        long limit = (long) sandbox.version().spec().ephemeralStorageMb() << 20;
        seen.limitStorage(sandbox.tmp(), limit, bytes -> {
            if (killed || !process.isAlive()) return;
            sandbox.overflowed(bytes);
            kill();
        });
    }

    /// Where it sees what was computed of its code before.
    String seenCache(Path cache) {
        return confines.seenCache(cache);
    }

    /// What it wrote while there was no log, once it has ended.
    String lastWords() {
        output.awaitEnd(HELD_NANOS);
        return output.early();
    }

    void awaitMark() {
        output.awaitMark(LOG_NANOS);
    }

    /// A mark put behind what it wrote comes out of the pipe after that. Where the pipe cannot be reached so,
    /// which is on Linux alone, the log may be late.
    @Override
    public void awaitLog() {
        try (var pipe = new FileOutputStream("/proc/" + process.pid() + "/fd/1")) {
            pipe.write(token.mark());
        } catch (IOException e) {
            if (!process.isAlive()) output.awaitEnd(HELD_NANOS);
            return;
        }
        awaitMark();
    }

    @Override
    public ProcessEnd end() {
        if (!gone(OWN_END_NANOS)) kill();
        gone(END_NANOS);
        output.awaitEnd(HELD_NANOS);
        int status = process.isAlive() ? 128 + 9 : process.exitValue();
        return ProcessEnd.ofShell(status);
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
    }

    @Override
    public void close() {
        var seen = watched;
        if (seen != null) seen.close();
        if (process.isAlive() || !killed) kill();
        if (!gone(END_NANOS)) LOG.warn("process {} was killed and does not end", process.pid());
        output.awaitEnd(HELD_NANOS);
        output.close();
        terms.group().ifPresent(ChildGroup::close);
        onClose.accept(this);
    }
}
