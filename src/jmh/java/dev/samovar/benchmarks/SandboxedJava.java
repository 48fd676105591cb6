package dev.samovar.benchmarks;

import dev.samovar.Samovar;
import dev.samovar.api.Code;
import dev.samovar.api.EnvironmentState;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A runtime whose one function is [Echo], in a JVM in a sandbox: served by Samovar's own runtime, or by AWS's
/// client as a custom runtime.
final class SandboxedJava implements ChildFunction {
    private static final int MEMORY_MB = 512;

    /// Longer than the pauses between the calls of a measurement, and short, so that few environments of past calls
    /// stay.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private static final Duration REHEARSAL = Duration.ofMillis(400);

    /// As Samovar starts its own JVMs, but for the cache.
    private static final String BOOTSTRAP = """
            #!/bin/sh
            exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx%dm \
            -cp "$LAMBDA_TASK_ROOT/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """.formatted(System.getProperty("java.home"), MEMORY_MB * 85 / 100);

    private final FunctionRuntime runtime;
    private final Path directory = Files.createTempDirectory("samovar-benchmarks-");
    private final FunctionRef reference = FunctionRef.parse("echo");
    private final byte[] event = Answer.event();

    private SandboxedJava(int blanks) throws IOException {
        runtime = Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(ChildProcesses.launcher())
                .startsPerTenSeconds(1_000_000)
                .keepAlive(KEEP_ALIVE)
                .initLimit(Duration.ofMinutes(1))
                .blanks(blanks)
                .build();
    }

    /// By Samovar's runtime.
    ///
    /// @param blanks how many JVMs wait
    static SandboxedJava own(int blanks) throws IOException {
        var made = new SandboxedJava(blanks);
        try (var packages = new Packages()) {
            made.create(FunctionSpec.java("echo", packages.of(Echo.class)));
        }
        return made;
    }

    /// By AWS's client.
    static SandboxedJava awsClient() throws IOException {
        var made = new SandboxedJava(0);
        try (var packages = new Packages()) {
            var contents = List.of(
                    "com/amazonaws/", "jni/", "META-INF/services/com.amazonaws.", "software/amazon/awssdk/utilslite/");
            var lib = Files.createDirectories(made.directory.resolve("lib"));
            Files.copy(packages.compiledWith("client", contents), lib.resolve("client.jar"));
            Files.copy(packages.of(Echo.class), lib.resolve("echo.jar"));
        }
        var bootstrap = Files.writeString(made.directory.resolve("bootstrap"), BOOTSTRAP);
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        made.create(FunctionSpec.of("echo", new RuntimeId("provided.al2023"), new Code.OnDisk(made.directory)));
        return made;
    }

    private void create(FunctionSpec spec) {
        runtime.create(spec.handler(Echo.class.getName()).memoryMb(MEMORY_MB).timeout(Duration.ofMinutes(5)));
        Answer.requireEvent(cold().toByteArray());
        Answer.require(runtime.invoke(request()).report().isPresent(), "there is no report");
        Answer.require(
                runtime.snapshot().environments().stream().anyMatch(one -> one.state() == EnvironmentState.IDLE),
                "the environment did not survive its first call");
    }

    @Override
    public FunctionRuntime runtime() {
        return runtime;
    }

    @Override
    public Payload warm() {
        return runtime.invoke(request()).orThrow();
    }

    @Override
    public Payload cold() {
        return runtime.invoke(request().freshEnvironment(true)).orThrow();
    }

    /// Waits until a JVM waits and has had the time to rehearse.
    @Override
    public void awaitBlank() {
        while (runtime.snapshot().environments().stream().noneMatch(one -> one.state() == EnvironmentState.BLANK))
            LockSupport.parkNanos(this, 500_000);
        long end = System.nanoTime() + REHEARSAL.toNanos();
        for (long left = REHEARSAL.toNanos(); left > 0; left = end - System.nanoTime())
            LockSupport.parkNanos(this, left);
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
