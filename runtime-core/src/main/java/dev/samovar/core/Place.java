package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.pool.EnvironmentSandbox;
import dev.samovar.core.telemetry.EnvironmentLog;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.FunctionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sandbox of one environment: its `/tmp`, its variables, its log.
final class Place implements EnvironmentSandbox {
    private final Environment environment;
    private final FunctionVersion version;
    private final Deployment deployment;
    private final Path root;
    private final String logStream;
    private final String initializationType;
    private final EnvironmentLog log;
    private final Map<String, String> variables;
    private volatile @Nullable Path tmp;

    /// @param root a directory of its own, which need not exist yet
    Place(
            Environment environment,
            FunctionVersion version,
            Deployment deployment,
            Path root,
            String logStream,
            String initializationType,
            EnvironmentLog log) {
        this.environment = environment;
        this.version = version;
        this.deployment = deployment;
        this.root = root;
        this.logStream = logStream;
        this.initializationType = initializationType;
        this.log = log;
        this.variables = Variables.of(version, logGroup(), logStream, initializationType);
    }

    @Override
    public FunctionVersion version() {
        return version;
    }

    @Override
    public Optional<Path> taskRoot() {
        return Optional.ofNullable(deployment.taskRoot());
    }

    @Override
    public Optional<Path> layerRoot() {
        return deployment.optionalLayerRoot();
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

    /// The directory seen as `/tmp`, if it was made.
    @Nullable
    Path existingTmp() {
        return tmp;
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
    public synchronized void close() {
        log.close();
        if (tmp == null) return;
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + root, e);
        }
    }
}
