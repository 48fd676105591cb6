package dev.samovar.cli;

import dev.samovar.Samovar;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionRuntimeException;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Report;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.process.ChildProcesses;
import dev.samovar.spi.RuntimeListener;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/// `samovar invoke`: runs a package as a function.
final class InvokeCommand {
    /// As much as a busy machine may take to end a function, so that its extensions are told and its report is there:
    /// nobody waits for the answer but who reads it.
    private static final Duration KILL_GRACE = Duration.ofSeconds(5);

    private final InvokeOptions options;
    private final EventArgument event;
    private final Console console;

    /// @param in what an event of `-` is read from
    InvokeCommand(InvokeOptions options, InputStream in, Console console) {
        this.options = options;
        this.event = EventArgument.of(options.event(), in);
        this.console = console;
    }

    /// Runs it, again and again if it watches, and answers the exit status.
    int run() throws InterruptedException {
        for (var layer : options.layers()) CodePackage.requireLayer(layer);
        if (!options.watch()) return once();
        var watch = CodeWatch.of(options);
        once();
        while (true) {
            console.note("watching " + options.code() + "; end with Ctrl-C");
            watch.awaitChange();
            try {
                once();
            } catch (RequestRefusedException e) {
                console.note(Sentences.of(e.refusal()));
            } catch (WrongUse | FunctionRuntimeException | UncheckedIOException e) {
                console.note(String.valueOf(e.getMessage()));
            }
        }
    }

    private int once() {
        var function = Described.of(options);
        if (function.isJava()) options.debug().ifPresent(Debugging::require);
        if (options.debug().isPresent()) requireDebuggable(function.spec().runtime());
        console.note(function.note());
        if (!function.isJava()) options.debug().ifPresent(port -> console.note(waiting(function, port)));
        try (var workspace = Workspace.make().removedAtExit();
                var runtime = runtime(workspace, function)) {
            tellEngine(runtime.create(function.spec()));
            var request = InvocationRequest.of(FunctionRef.of(function.spec().name()), event.event());
            return options.repeat() == 1 ? invoke(runtime, request, new Durations()) : repeat(runtime, request);
        }
    }

    private static void requireDebuggable(RuntimeId runtime) {
        var which = "--debug is for Java, Node.js and Python functions; ";
        if (runtime.isCustom()) throw new WrongUse(which + "a custom runtime opens a debugger by itself");
        if (runtime.rubyVersion().isPresent()) throw new WrongUse(which + "Ruby comes without a debugger that waits");
    }

    private static String waiting(Described function, int port) {
        return function.spec().runtime().pythonMinor().isPresent()
                ? "waiting for a debugger that speaks to debugpy, as of VS Code, on localhost:" + port
                        + "; the code is at /var/task"
                : "waiting for a debugger of Node.js, as from chrome://inspect, on localhost:" + port;
    }

    private FunctionRuntime runtime(Workspace workspace, Described function) {
        var builder = Samovar.builder();
        if (!function.isJava()) options.debug().ifPresent(builder::inspect);
        return builder.isolation(options.isolation())
                .blanks(0)
                .killGrace(KILL_GRACE)
                .pauseWhileDebugged(options.debug().isPresent())
                .directory(workspace.directory())
                .processes(ChildProcesses.builder()
                        .directory(workspace.directory())
                        .build())
                .listener(new RuntimeListener() {
                    @Override
                    public void engineChanged(FunctionVersion version) {
                        tellEngine(version);
                    }
                })
                .logs(new TerminalLogs(console, new MemoryLogStore(1 << 20, InstantSource.system())))
                .build();
    }

    private void tellEngine(FunctionVersion version) {
        if (options.verbose()) console.note("engine " + version.engine() + ": " + version.engineReason());
    }

    private int repeat(FunctionRuntime runtime, InvocationRequest request) {
        var durations = new Durations();
        int status = ExitStatus.OK;
        for (int i = 0; i < options.repeat() && status != ExitStatus.REFUSED; i++)
            status = Math.max(status, invoke(runtime, request, durations));
        console.note(durations.summary());
        return status;
    }

    private int invoke(FunctionRuntime runtime, InvocationRequest request, Durations durations) {
        var invocation = runtime.invoke(request);
        // The report comes when all log lines of the invocation are out: the payload is the last word.
        invocation.report().map(Report::duration).ifPresent(durations::add);
        return answer(invocation.result());
    }

    private void endOfPayload() {
        if (options.severalPayloads() || console.isTerminal()) console.endOfPayload();
    }

    private int answer(InvocationResult result) {
        return switch (result) {
            case Returned(var payload) -> {
                console.payload(payload);
                endOfPayload();
                yield ExitStatus.OK;
            }
            case Failed(var fault) -> {
                console.payload(fault.payload());
                endOfPayload();
                console.note(Sentences.of(fault));
                yield ExitStatus.FAILED;
            }
            case Refused(var refusal) -> throw event.refused(refusal);
            case Accepted _, DryRun _ -> ExitStatus.OK;
        };
    }
}
