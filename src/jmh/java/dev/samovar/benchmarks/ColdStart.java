package dev.samovar.benchmarks;

import com.caoccao.javet.exceptions.JavetException;
import dev.samovar.Samovar;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import dev.samovar.api.Report;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What an invoke costs that must have a new environment: a class loader over classes that were instrumented
/// when the function was written, the handler constructed, the first call answered. The environments before
/// it end meanwhile, as they do for users.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class ColdStart {

    /// One operation: a governed invoke of a function of 20 classes in a new environment, made from a blank.
    @Benchmark
    public Payload java(Small function) {
        return function.invoke();
    }

    /// One operation: as [#java], with no blank ready.
    @Benchmark
    public Payload javaNoBlank(SmallWithoutBlank function) {
        return function.invoke();
    }

    /// One operation: a class loader of the JDK loads the classes of [#java] from memory, its handler is
    /// constructed and called; no environment and no JSON.
    @Benchmark
    public String javaUninstrumented(PlainSmall function) throws Exception {
        return function.call();
    }

    /// One operation: a governed invoke, in a new environment made from a blank, of a function that makes a
    /// client of the AWS SDK in its own jar.
    @Benchmark
    public Payload javaSdkJar(Sdk function) {
        return function.invoke();
    }

    /// One operation: as [#javaUninstrumented], with the classes of [#javaSdkJar].
    @Benchmark
    public String javaSdkJarUninstrumented(PlainSdk function) throws Exception {
        return function.call();
    }

    /// One operation: a governed invoke of a Node.js function in a new environment, inside this JVM, made from
    /// a blank.
    @Benchmark
    public Payload graaljsBlank(GraalJsBlank function) {
        return function.cold();
    }

    /// One operation: as [#graaljsBlank], with no blank ready.
    @Benchmark
    public Payload graaljsNone(GraalJsNone function) {
        return function.cold();
    }

    /// One operation: a new V8 isolate in this JVM evaluates the same handler and answers the same event; no
    /// modules of Node's, no environment.
    @Benchmark
    public byte[] javetIsolate(NewIsolate isolate) throws JavetException {
        return isolate.call();
    }

    /// One operation: a governed invoke of a Node.js function in a waiting Node process.
    @Benchmark
    public Payload nodeBlank(NodeBlank function) {
        return function.cold();
    }

    /// One operation: as [#nodeBlank], with no process waiting.
    @Benchmark
    public Payload nodeNone(NodeNone function) {
        return function.cold();
    }

    /// One operation: `node -e 0`, from its start to its end.
    @Benchmark
    public int bareNode() throws IOException, InterruptedException {
        return new ProcessBuilder("node", "-e", "0").inheritIO().start().waitFor();
    }

    /// One operation: a governed invoke of a Python function in a waiting Python process.
    @Benchmark
    public Payload pythonBlank(PythonBlank function) {
        return function.cold();
    }

    /// One operation: as [#pythonBlank], with no process waiting.
    @Benchmark
    public Payload pythonNone(PythonNone function) {
        return function.cold();
    }

    /// One operation: `python -c 0` on the same Python, from its start to its end.
    @Benchmark
    public int barePython(InstalledPython python) throws IOException, InterruptedException {
        return new ProcessBuilder(python.program, "-c", "0").inheritIO().start().waitFor();
    }

    /// One operation: `java -version` on the same JDK, from its start to its end.
    @Benchmark
    public int bareJava() throws IOException, InterruptedException {
        return new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// A Python of this machine.
    @State(Scope.Benchmark)
    public static class InstalledPython {
        private static final RuntimeId RUNTIME =
                ChildProcesses.nearest(new RuntimeId("python3.13")).orElseThrow();
        private final String program = ChildProcesses.pythons().entrySet().stream()
                .filter(python -> RUNTIME.value().equals("python" + python.getValue()))
                .findFirst()
                .orElseThrow()
                .getKey()
                .toString();
    }

    /// A runtime with one Python function.
    @State(Scope.Benchmark)
    public abstract static class Python {
        private final int blanks;
        private ScriptFunction function;

        Python(int blanks) {
            this.blanks = blanks;
        }

        @Setup
        public void create() throws IOException {
            function = ScriptFunction.python(blanks);
            Answer.requireEventOfPython(cold());
        }

        Payload cold() {
            return function.cold();
        }

        void awaitBlank() {
            function.awaitBlank();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// One process kept waiting.
    public static class PythonBlank extends Python {
        public PythonBlank() {
            super(1);
        }

        @Setup(Level.Invocation)
        public void await() {
            awaitBlank();
        }
    }

    /// None kept waiting.
    public static class PythonNone extends Python {
        public PythonNone() {
            super(0);
        }
    }

    /// A runtime with one Node.js function.
    @State(Scope.Benchmark)
    public abstract static class Script {
        private final String engine;
        private final int blanks;
        private ScriptFunction function;

        Script(String engine, int blanks) {
            this.engine = engine;
            this.blanks = blanks;
        }

        @Setup
        public void create() throws IOException {
            function = new ScriptFunction(ScriptFunction.ECHO, engine, blanks);
            Answer.requireEvent(cold().toByteArray());
            Answer.require(function.engine().equals(engine), "the function runs on " + function.engine());
        }

        Payload cold() {
            return function.cold();
        }

        void awaitBlank() {
            function.awaitBlank();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// Inside this JVM, a blank kept.
    public static class GraalJsBlank extends Script {
        public GraalJsBlank() {
            super("graaljs", 1);
        }

        @Setup(Level.Invocation)
        public void await() {
            awaitBlank();
        }
    }

    /// Inside this JVM, no blank kept.
    public static class GraalJsNone extends Script {
        public GraalJsNone() {
            super("graaljs", 0);
        }
    }

    /// In a child process, one kept waiting.
    public static class NodeBlank extends Script {
        public NodeBlank() {
            super("node", 1);
        }

        @Setup(Level.Invocation)
        public void await() {
            awaitBlank();
        }
    }

    /// In a child process, none kept waiting.
    public static class NodeNone extends Script {
        public NodeNone() {
            super("node", 0);
        }
    }

    /// The event for a new isolate.
    @State(Scope.Benchmark)
    public static class NewIsolate {
        private final byte[] event = Answer.event();

        @Setup
        public void check() throws JavetException {
            Answer.requireEvent(call());
        }

        byte[] call() throws JavetException {
            try (var isolate = new Isolate()) {
                return isolate.call(event);
            }
        }
    }

    /// A runtime with one function.
    @State(Scope.Benchmark)
    public abstract static class Governed {
        private final ColdFunction function;
        private final FunctionRuntime runtime;
        private final InvocationRequest request = InvocationRequest.of(
                        FunctionRef.parse("cold"), Event.owning(Answer.event()))
                .freshEnvironment(true);

        Governed(ColdFunction function, int blanks) {
            this.function = function;
            runtime = Samovar.builder()
                    .isolation(Isolation.IN_PROCESS)
                    .startsPerTenSeconds(1_000_000)
                    .keepAlive(Duration.ofMillis(10))
                    .blanks(blanks)
                    .build();
        }

        @Setup
        public void create() throws IOException {
            try (var packages = new Packages()) {
                runtime.create(FunctionSpec.java("cold", function.jar(packages)).handler(function.handler()));
            }
            var invocation = runtime.invoke(request);
            function.require(invocation.orThrow().text().replace("\"", ""));
            Answer.require(
                    invocation.report().flatMap(Report::optionalInit).isPresent(), "the invoke was no cold start");
        }

        Payload invoke() {
            return runtime.invoke(request).orThrow();
        }

        @TearDown
        public void close() {
            runtime.close();
        }
    }

    /// The function of 20 classes.
    public static class Small extends Governed {
        public Small() {
            super(ColdFunction.TWENTY_CLASSES, 1);
        }
    }

    /// The function of 20 classes where no blank is kept.
    public static class SmallWithoutBlank extends Governed {
        public SmallWithoutBlank() {
            super(ColdFunction.TWENTY_CLASSES, 0);
        }
    }

    /// The function with the AWS SDK.
    public static class Sdk extends Governed {
        public Sdk() {
            super(ColdFunction.AWS_SDK, 1);
        }
    }

    /// The classes of a function, to be run without a runtime.
    @State(Scope.Benchmark)
    public abstract static class Plain {
        private final ColdFunction function;
        private final Map<String, Object> event = Map.of("name", "tea");
        private UnpackedJar files;

        Plain(ColdFunction function) {
            this.function = function;
        }

        @Setup
        public void unpack() throws Exception {
            try (var packages = new Packages()) {
                files = new UnpackedJar(function.jar(packages));
            }
            function.require(call());
        }

        String call() throws Exception {
            try (var loader = new PlainLoader(files)) {
                return loader.handler(function.handler()).handleRequest(event, NoContext.NONE);
            }
        }
    }

    /// The 20 classes.
    public static class PlainSmall extends Plain {
        public PlainSmall() {
            super(ColdFunction.TWENTY_CLASSES);
        }
    }

    /// The classes with the AWS SDK.
    public static class PlainSdk extends Plain {
        public PlainSdk() {
            super(ColdFunction.AWS_SDK);
        }
    }
}
