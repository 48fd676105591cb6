package dev.samovar.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the command costs from its start to its end. Run it from the root of the repository.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 20)
@Fork(1)
@State(Scope.Benchmark)
public class Launch {
    private static final Path COMMAND = Path.of("samovar").toAbsolutePath();
    private static final String EXAMPLE = "examples/java-hello/target/java-hello.jar";
    private static final List<String> INVOKE =
            List.of(COMMAND.toString(), "invoke", EXAMPLE, "--event", "{\"name\":\"tea\"}");
    private static final List<String> INVOKE_GRAALJS = script("graaljs");
    private static final List<String> INVOKE_NODE = script("node");
    private static final List<String> VERSION =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version");

    /// Has the command build itself and its start-up cache, if need be.
    @Setup
    public void build() throws IOException, InterruptedException {
        Answer.require(
                Files.isExecutable(COMMAND), "run this from the root of the repository, not where no samovar is");
        var answer = invoke();
        Answer.require(answer.contains("tea"), "the command answers " + answer);
        Answer.require(answer.equals(invokeWithoutCache()), "the command answers otherwise without its cache");
        Answer.require(invokeGraalJs().equals(invokeNode()), "the engines answer differently");
    }

    /// One operation: `./samovar invoke` of the example function, whole process.
    @Benchmark
    public String invoke() throws IOException, InterruptedException {
        return run(INVOKE, Map.of());
    }

    /// One operation: `./samovar invoke` of the Node.js example inside the JVM, whole process.
    @Benchmark
    public String invokeGraalJs() throws IOException, InterruptedException {
        return run(INVOKE_GRAALJS, Map.of());
    }

    /// One operation: the same in a Node process.
    @Benchmark
    public String invokeNode() throws IOException, InterruptedException {
        return run(INVOKE_NODE, Map.of());
    }

    /// One operation: as [#invokeGraalJs], without the start-up cache.
    @Benchmark
    public String invokeGraalJsWithoutCache() throws IOException, InterruptedException {
        return run(INVOKE_GRAALJS, Map.of("SAMOVAR_JAVA_OPTIONS", "-XX:AOTMode=off"));
    }

    /// One operation: as [#invoke], without the start-up cache.
    @Benchmark
    public String invokeWithoutCache() throws IOException, InterruptedException {
        return run(INVOKE, Map.of("SAMOVAR_JAVA_OPTIONS", "-XX:AOTMode=off"));
    }

    /// One operation: `java -version`, whole process.
    @Benchmark
    public String javaVersion() throws IOException, InterruptedException {
        return run(VERSION, Map.of());
    }

    private static List<String> script(String engine) {
        return List.of(
                COMMAND.toString(),
                "invoke",
                "examples/nodejs-hello",
                "--engine",
                engine,
                "--event",
                "{\"name\":\"tea\"}");
    }

    private static String run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Answer.require(process.waitFor() == 0, command + " ended with " + process.exitValue());
        return output;
    }
}
