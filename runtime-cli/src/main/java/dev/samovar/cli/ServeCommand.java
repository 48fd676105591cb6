package dev.samovar.cli;

import dev.samovar.Samovar;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Isolation;
import dev.samovar.cli.credentials.CredentialsFile;
import dev.samovar.cli.credentials.HostCredentials;
import dev.samovar.cli.serve.AdminServer;
import dev.samovar.cli.serve.BucketDirectory;
import dev.samovar.cli.serve.EndSignals;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.http.LambdaApi;
import dev.samovar.http.auth.FunctionAccess;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.LogStore;
import dev.samovar.spi.ProcessLauncher;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `samovar serve`: an endpoint of the Lambda API, until it is told to end.
final class ServeCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(2);
    private static final int LOG_BYTES = 16 << 20;

    private final ServeOptions options;
    private final Console console;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Workspace made;

    ServeCommand(ServeOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /// Serves until the process is told to end; requests that run then are answered. Told once more, it ends at once.
    int run() throws InterruptedException {
        EndSignals.onSignal(told::countDown, this::endAtOnce, this::endWithTheJvm);
        var logs = new TerminalLogs(console, new MemoryLogStore(LOG_BYTES, InstantSource.system()));
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var functions = new FunctionAccess();
        int port = options.port() == 0 ? freePort() : options.port();
        // What was found written down runs before there is an endpoint, and is told where it will be.
        functions.endpoint(address(port));
        try (var workspace = made(Workspace.make());
                var runtime = runtime(workspace, logs, meters, functions, port);
                var api = api(runtime, logs, functions, port).start();
                var admin = admin(meters)) {
            if (admin != null) console.note("admin: http://127.0.0.1:" + admin.port() + "/health and /metrics");
            console.note("ready: export AWS_ENDPOINT_URL=" + api.uri());
            told.await();
            console.note("ending");
            runtime.close(PATIENCE);
        } finally {
            done.countDown();
        }
        return ExitStatus.OK;
    }

    private Workspace made(Workspace workspace) {
        made = workspace;
        return workspace;
    }

    /// What runs is not waited for, and loses its files.
    private void endAtOnce() {
        var workspace = made;
        if (workspace != null) workspace.removeWithin(TO_CLEAN_UP);
        Runtime.getRuntime().halt(ExitStatus.BROKEN);
    }

    /// The JVM ends when this returns.
    private void endWithTheJvm() {
        told.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable AdminServer admin(PrometheusMeterRegistry meters) {
        return options.adminPort().isEmpty()
                ? null
                : AdminServer.start(options.adminPort().getAsInt(), meters, () -> told.getCount() > 0);
    }

    /// One that is free now. Only its being taken meanwhile can come between.
    private int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(options.host()))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free at " + options.host() + ": " + e.getMessage(), e);
        }
    }

    private URI address(int port) {
        var host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
        return URI.create((options.access().key() == null ? "http://" : "https://") + host + ":" + port);
    }

    private LambdaApi api(FunctionRuntime runtime, LogStore logs, FunctionAccess functions, int port) {
        var access = options.access();
        var api = LambdaApi.on(runtime, options.account())
                .logs(logs)
                .functions(functions)
                .host(options.host())
                .port(port);
        try {
            access.credentials()
                    .map(file -> CredentialsFile.read(file, options.account().id()))
                    .ifPresent(api::credentials);
            if (access.certificates() != null && access.key() != null) api.tls(access.certificates(), access.key());
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
        return api;
    }

    private FunctionRuntime runtime(
            Workspace workspace, LogStore logs, PrometheusMeterRegistry meters, FunctionAccess functions, int port) {
        var builder = Samovar.builder()
                .isolation(options.isolation())
                .region(options.account().region())
                .account(options.account().id())
                .directory(workspace.directory())
                .processes(processes(workspace, port))
                .logs(logs);
        if (options.adminPort().isPresent()) builder.meters(meters);
        options.data().ifPresent(builder::data);
        options.buckets()
                .ifPresent(root -> builder.codeSource(
                        new BucketDirectory(root.toAbsolutePath().normalize())));
        var ofHost = options.access().hostCredentials() ? hostCredentials() : Optional.<Credentials>empty();
        builder.variables(version ->
                ofHost.map(keys -> with(keys, functions.of(version))).orElseGet(() -> functions.of(version)));
        return builder.build();
    }

    /// Functions in sandboxes reach the endpoint if it asks who calls.
    private ProcessLauncher processes(Workspace workspace, int port) {
        var processes = ChildProcesses.builder().directory(workspace.directory());
        if (options.isolation() == Isolation.PROCESS
                && options.access().credentials().isPresent()) {
            try {
                processes.endpoint(port);
            } catch (IllegalArgumentException e) {
                console.note("functions cannot invoke others: " + e.getMessage());
            }
        }
        return processes.build();
    }

    private static Optional<Credentials> hostCredentials() {
        var found = found();
        if (found.isEmpty())
            throw new WrongUse(
                    "--aws-credentials: there are none in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, nor in"
                            + " the shared credentials file");
        return found;
    }

    private static Optional<Credentials> found() {
        try {
            return HostCredentials.find(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--aws-credentials: " + e.getMessage());
        }
    }

    private static Map<String, String> with(Credentials keys, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        if (keys.sessionToken() == null) all.remove("AWS_SESSION_TOKEN");
        else all.put("AWS_SESSION_TOKEN", keys.sessionToken());
        return all;
    }
}
