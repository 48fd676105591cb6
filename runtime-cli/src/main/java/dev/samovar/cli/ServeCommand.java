package dev.samovar.cli;

import dev.samovar.Samovar;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.http.LambdaApi;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.LogStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/// `samovar serve`: an endpoint of the Lambda API, until it is told to end.
final class ServeCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOG_BYTES = 16 << 20;

    private final ServeOptions options;
    private final Console console;

    ServeCommand(ServeOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /// Serves until the process is told to end; requests that run then are answered.
    int run() throws InterruptedException {
        var told = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, done), "samovar-end"));
        var logs = new TerminalLogs(console, new MemoryLogStore(LOG_BYTES, InstantSource.system()));
        try (var workspace = Workspace.make();
                var runtime = runtime(workspace, logs);
                var api = LambdaApi.on(runtime, options.account())
                        .logs(logs)
                        .port(options.port())
                        .start()) {
            console.note("ready: export AWS_ENDPOINT_URL=" + api.uri());
            told.await();
            console.note("ending");
            runtime.close(PATIENCE);
        } finally {
            done.countDown();
        }
        return ExitStatus.OK;
    }

    /// The JVM ends when this returns.
    private static void end(CountDownLatch told, CountDownLatch done) {
        told.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FunctionRuntime runtime(Workspace workspace, LogStore logs) {
        return Samovar.builder()
                .isolation(options.isolation())
                .region(options.account().region())
                .account(options.account().id())
                .directory(workspace.directory())
                .processes(ChildProcesses.launcher(workspace.directory()))
                .logs(logs)
                .build();
    }
}
