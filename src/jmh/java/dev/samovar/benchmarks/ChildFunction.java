package dev.samovar.benchmarks;

import dev.samovar.Samovar;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.process.ChildProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A runtime with one function that answers its event, and its calls.
class ChildFunction implements AutoCloseable {
    private final FunctionRuntime runtime;
    private final Path directory;
    private final FunctionRef reference;
    private final byte[] event = Answer.event();

    /// @param code the function's files, removed with the function
    /// @param blanks how many environments wait
    /// @param keepAlive so short that few environments of past calls stay
    ChildFunction(Path code, Isolation isolation, int blanks, Duration keepAlive, FunctionSpec spec) {
        directory = code;
        reference = FunctionRef.of(spec.name());
        runtime = Samovar.builder()
                .isolation(isolation)
                .processes(ChildProcesses.launcher())
                .startsPerTenSeconds(1_000_000)
                .keepAlive(keepAlive)
                .initLimit(Duration.ofMinutes(1))
                .blanks(blanks)
                .build();
        runtime.create(spec.timeout(Duration.ofMinutes(5)));
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    /// The engine that runs it.
    String engine() {
        return runtime.control().getFunction(reference).engine();
    }

    /// A call in an environment that is there.
    Payload warm() {
        return runtime.invoke(request()).orThrow();
    }

    /// A call in a new environment.
    Payload cold() {
        return runtime.invoke(request().freshEnvironment(true)).orThrow();
    }

    /// Fails unless a call is reported, and its environment is there for the next.
    final void requireKept() {
        Answer.require(runtime.invoke(request()).report().isPresent(), "there is no report");
        Answer.require(
                runtime.snapshot().environments().stream().anyMatch(one -> one.state() == EnvironmentState.IDLE),
                "the environment did not survive its first call");
    }

    /// Waits until an environment is ready for the next call in a new one.
    void awaitBlank() {
        while (runtime.snapshot().environments().stream().noneMatch(one -> one.state() == EnvironmentState.BLANK))
            LockSupport.parkNanos(this, 500_000);
    }

    private InvocationRequest request() {
        return InvocationRequest.of(reference, Event.owning(event));
    }

    @Override
    public void close() {
        runtime.close();
        Trees.delete(directory);
    }
}
