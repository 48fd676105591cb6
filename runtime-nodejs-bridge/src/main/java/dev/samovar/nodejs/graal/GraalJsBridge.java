package dev.samovar.nodejs.graal;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/// Engine `graaljs`: Lambda's Node.js runtimes inside this JVM, for trusted code. No Node is needed on the
/// host.
///
/// One GraalVM engine serves all contexts of a bridge, so that each source is parsed once.
public final class GraalJsBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "graaljs";

    private final NodeLibrary library = new NodeLibrary();
    private final Network network = new Network();
    private final SourceParser parser = new SourceParser(this::shared);
    private final Packages packages;
    private final AllocationWatch watch;
    private final int inspectorPort;
    private @Nullable Engine engine;

    /// A bridge for one runtime.
    ///
    /// @param inspectorPort where its functions wait for a debugger, or 0
    public GraalJsBridge(GraalJsOptions options, int inspectorPort) {
        this.inspectorPort = inspectorPort;
        packages = new Packages(Set.copyOf(library.ids()), options, parser);
        watch = new AllocationWatch(options.allocationCap());
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Isolation isolation() {
        return Isolation.IN_PROCESS;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.BLANKS);
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return spec.runtime().nodeMajor().isPresent()
                ? Optional.of("runtime " + spec.runtime() + " runs inside this JVM")
                : Optional.empty();
    }

    @Override
    public Optional<String> objection(Deployment deployment) {
        return Beforehand.missing(deployment.spec())
                .or(() -> packages.reach(deployment).objection());
    }

    @Override
    public Program prepare(Deployment deployment) {
        return packages.prepare(deployment);
    }

    @Override
    public Instance start(BlankKey key) {
        return new GraalJsInstance(shared(), library, network, watch);
    }

    /// The engine takes a quarter of a second to make, so it is made when the first function needs it.
    private synchronized Engine shared() {
        var there = engine;
        if (there == null) {
            there = newEngine();
            engine = there;
        }
        return there;
    }

    private Engine newEngine() {
        var builder = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false");
        if (inspectorPort != 0)
            builder.option("inspect", "localhost:" + inspectorPort)
                    .option("inspect.Suspend", "false")
                    .option("inspect.WaitAttached", "true");
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            if (inspectorPort == 0) throw e;
            throw new IllegalStateException(
                    "a debugger needs the dependency org.graalvm.tools:chromeinspector-tool of GraalVM's version", e);
        }
    }

    @Override
    public synchronized void close() {
        network.close();
        watch.close();
        parser.close();
        if (engine != null) engine.close(true);
    }
}
