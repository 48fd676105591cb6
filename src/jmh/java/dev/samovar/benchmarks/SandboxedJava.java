package dev.samovar.benchmarks;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The function [Echo], in a JVM in a sandbox: served by Samovar's own runtime, or by AWS's client as a custom
/// runtime.
final class SandboxedJava extends ChildFunction {
    private static final int MEMORY_MB = 512;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);
    private static final Duration REHEARSAL = Duration.ofMillis(400);

    /// As Samovar starts its own JVMs, but for the cache.
    private static final String BOOTSTRAP = """
            #!/bin/sh
            exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx%dm \
            -cp "$LAMBDA_TASK_ROOT/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """.formatted(System.getProperty("java.home"), MEMORY_MB * 85 / 100);

    private SandboxedJava(Path code, int blanks, FunctionSpec spec) {
        super(
                code,
                Isolation.PROCESS,
                blanks,
                KEEP_ALIVE,
                spec.handler(Echo.class.getName()).memoryMb(MEMORY_MB));
        Answer.requireEvent(cold().toByteArray());
        requireKept();
    }

    /// By Samovar's runtime.
    ///
    /// @param blanks how many JVMs wait
    static SandboxedJava own(int blanks) throws IOException {
        var code = Files.createTempDirectory("samovar-benchmarks-");
        try (var packages = new Packages()) {
            return new SandboxedJava(code, blanks, FunctionSpec.java("echo", packages.of(Echo.class)));
        }
    }

    /// By AWS's client.
    static SandboxedJava awsClient() throws IOException {
        var code = Files.createTempDirectory("samovar-benchmarks-");
        try (var packages = new Packages()) {
            var contents = List.of(
                    "com/amazonaws/", "jni/", "META-INF/services/com.amazonaws.", "software/amazon/awssdk/utilslite/");
            var lib = Files.createDirectories(code.resolve("lib"));
            Files.copy(packages.compiledWith("client", contents), lib.resolve("client.jar"));
            Files.copy(packages.of(Echo.class), lib.resolve("echo.jar"));
        }
        var bootstrap = Files.writeString(code.resolve("bootstrap"), BOOTSTRAP);
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new SandboxedJava(
                code, 0, FunctionSpec.of("echo", new RuntimeId("provided.al2023"), new Code.OnDisk(code)));
    }

    /// Waits until a JVM waits and has had the time to rehearse.
    @Override
    void awaitBlank() {
        super.awaitBlank();
        long end = System.nanoTime() + REHEARSAL.toNanos();
        for (long left = REHEARSAL.toNanos(); left > 0; left = end - System.nanoTime())
            LockSupport.parkNanos(this, left);
    }
}
