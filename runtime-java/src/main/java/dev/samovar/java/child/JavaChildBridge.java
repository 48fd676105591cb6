package dev.samovar.java.child;

import dev.samovar.api.Code;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessLauncher;
import dev.samovar.spi.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Engine `java` for code that is not trusted: Lambda's Java runtimes, each environment in a sandboxed JVM of its own
/// with a heap of its own.
///
/// All of `java8.al2` to `java25` run on the host's own JDK. Nothing is instrumented: what a function does to its JVM
/// it does to nobody else.
public final class JavaChildBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "java";

    private static final Logger LOG = LoggerFactory.getLogger(JavaChildBridge.class);

    /// How much of its memory a function's heap may have.
    private static final int HEAP_PERCENT = 85;

    /// What a JVM needs beside the heap, in MiB.
    private static final int BESIDE_HEAP = 64;

    /// Variables that the JVM and the system read when a process begins.
    private static final List<String> READ_AT_START =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LD_", "LC_", "LANG", "TZ", "MALLOC_", "GLIBC_");

    private final ProcessLauncher launcher;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final RuntimeFiles files;

    /// A bridge for one runtime.
    ///
    /// @param launcher starts the children; not closed with the bridge
    /// @param directory of its own, made when it is needed
    public JavaChildBridge(ProcessLauncher launcher, Path directory) {
        this.launcher = launcher;
        this.files = new RuntimeFiles(directory, java);
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Isolation isolation() {
        return Isolation.PROCESS;
    }

    @Override
    public Optional<String> obstacle() {
        if (!Files.isExecutable(java))
            return Optional.of("Java functions cannot be kept apart: this host's JDK has no program " + java + ".");
        return launcher.obstacle(Isolation.PROCESS);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.BLANKS);
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return spec.runtime().isJava() && !(spec.code() instanceof Code.OfHost)
                ? Optional.of("runtime " + spec.runtime() + " runs in a JVM of its own")
                : Optional.empty();
    }

    @Override
    public Program prepare(Deployment deployment) {
        return new ChildProgram(key(deployment.spec()));
    }

    /// One version of a function, whose code is used as it is.
    private record ChildProgram(BlankKey blankKey) implements Program {
        @Override
        public void close() {}
    }

    /// Blanks fit every runtime.
    private static BlankKey key(FunctionSpec spec) {
        var variables = new TreeMap<String, String>();
        spec.environment().forEach((name, value) -> {
            if (READ_AT_START.stream().anyMatch(name::startsWith) && !namesFiles(name, value))
                variables.put(name, value);
        });
        var key = BlankKey.ofChild(spec, Isolation.PROCESS, variables);
        return new BlankKey(key.isolation(), new RuntimeId(ENGINE), key.memoryMb(), key.variables(), key.network());
    }

    /// Options that name files of the function's, which a JVM that waits for its function does not see: it
    /// begins anew with them.
    private static boolean namesFiles(String name, String value) {
        return name.endsWith("_OPTIONS") && (value.contains("/opt/") || value.contains("/var/task/"));
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        try {
            var started = launcher.start(command(key));
            files.improve();
            return started;
        } catch (IOException e) {
            LOG.warn("a JVM did not start: {}", e.getMessage());
            throw new InitException(Fault.ended(String.valueOf(e.getMessage())));
        }
    }

    private ProcessCommand command(BlankKey key) throws IOException {
        var variables = new HashMap<>(Map.of(
                "TZ", ":UTC",
                "LANG", "en_US.UTF-8",
                "LC_CTYPE", "C.UTF-8",
                "PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
        variables.putAll(key.variables());
        var words = new ArrayList<String>();
        words.add(java.toString());
        words.addAll(files.options());
        words.add("-Xmx" + heapMb(key.memoryMb()) + "m");
        words.addAll(List.of("-Duser.dir=/var/task", "-Duser.language=en", "-Duser.country=US"));
        words.addAll(List.of("-jar", files.main().toString()));
        return new ProcessCommand(words, variables, files.directory()).isolated(key);
    }

    static int heapMb(int memoryMb) {
        return Math.min(memoryMb * HEAP_PERCENT / 100, memoryMb - BESIDE_HEAP);
    }

    @Override
    public void close() {
        files.close();
    }
}
