package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.core.code.Trees;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.EnvironmentSandbox;
import dev.samovar.core.telemetry.EnvironmentLog;
import dev.samovar.spi.FunctionLog;
import dev.samovar.spi.FunctionVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox of one environment: its `/tmp`, its variables, its log.
final class LocalSandbox implements EnvironmentSandbox {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSandbox.class);

    private final Environment environment;
    private final FunctionVersion version;
    private final Deployed deployed;
    private final Path root;
    private final String logStream;
    private final String initializationType;
    private final EnvironmentLog log;
    private final Map<String, String> variables;
    private volatile @Nullable Path tmp;
    private final AtomicLong storageDueAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean isOverflowTold;
    private volatile boolean overflows;

    /// @param deployed what it uses until it is closed
    /// @param root a directory of its own, which need not exist yet
    /// @param ofHost what functions are given besides
    LocalSandbox(
            Environment environment,
            Deployed deployed,
            Path root,
            String logStream,
            String initializationType,
            EnvironmentLog log,
            FunctionVariables ofHost) {
        this.environment = environment;
        this.version = deployed.version();
        this.deployed = deployed;
        this.root = root;
        this.logStream = logStream;
        this.initializationType = initializationType;
        this.log = log;
        this.variables = Variables.of(version, ofHost.of(version), logGroup(), logStream, initializationType);
    }

    @Override
    public FunctionVersion version() {
        return version;
    }

    @Override
    public Optional<Path> taskRoot() {
        return Optional.ofNullable(deployed.deployment().taskRoot());
    }

    @Override
    public Optional<Path> layerRoot() {
        return deployed.deployment().optionalLayerRoot();
    }

    @Override
    public synchronized Path tmp() {
        var made = tmp;
        if (made != null) return made;
        try {
            made = Files.createDirectories(root.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make /tmp of an environment at " + root, e);
        }
        tmp = made;
        return made;
    }

    /// Whether it is time to look at the size of `/tmp` again; true at most once a second.
    boolean isStorageDue(long now) {
        long due = storageDueAt.get();
        return tmp != null && now >= due && storageDueAt.compareAndSet(due, now + 1_000_000_000L);
    }

    /// Looks at the size of `/tmp`. What does not fit is not cut off, but said in the function's log and
    /// to the host.
    void checkStorage() {
        var made = tmp;
        if (made == null || isOverflowTold) return;
        long limit = (long) version.spec().ephemeralStorageMb() << 20;
        long used = StorageUse.of(made);
        if (used <= limit) return;
        told(used);
    }

    private void told(long used) {
        long limit = (long) version.spec().ephemeralStorageMb() << 20;
        isOverflowTold = true;
        var sentence = "/tmp holds " + used + " bytes, more than the function's ephemeral storage of " + limit;
        log.message(null, "[WARN] " + sentence + "\n");
        LOG.warn("{}: {}", version.arn(), sentence);
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String initializationType() {
        return initializationType;
    }

    @Override
    public String logGroup() {
        return version.spec().logging().groupOf(version.name());
    }

    @Override
    public String logStream() {
        return logStream;
    }

    @Override
    public FunctionLog log() {
        return log;
    }

    EnvironmentLog environmentLog() {
        return log;
    }

    @Override
    public void exited(int status) {
        if (environment.state() instanceof Call call) call.exit(environment, status);
        else environment.kill();
    }

    @Override
    public void overflowed(long bytes) {
        if (overflows) return;
        overflows = true;
        told(bytes);
    }

    @Override
    public synchronized void instanceEnded() {
        if (!overflows) return;
        removeTmp();
        tmp = null;
        overflows = false;
        isOverflowTold = false;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        log.close();
        deployed.leave();
        removeTmp();
    }

    private synchronized void removeTmp() {
        if (tmp == null) return;
        try {
            Trees.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + root, e);
        }
    }
}
