package dev.samovar.nodejs.graal;

import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.Program;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// Engine `graaljs`: Lambda's Node.js runtimes inside this JVM, for trusted code. No Node is needed on the
/// host.
public final class GraalJsBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "graaljs";

    private final NodeLibrary library = new NodeLibrary();
    private final Network network = new Network();
    private final SharedEngine engine;
    private final Packages packages;
    private final AllocationWatch watch;

    /// A bridge for one runtime.
    ///
    /// @param inspectorPort where its functions wait for a debugger, or 0
    public GraalJsBridge(GraalJsOptions options, int inspectorPort) {
        engine = new SharedEngine(inspectorPort);
        packages = new Packages(Set.copyOf(library.ids()), options, new SourceParser(engine));
        watch = new AllocationWatch(options.allocationCap());
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    /// The interpreter needs far more for a call than V8. What is not used costs addresses, and no memory.
    @Override
    public long stackBytes() {
        return 64L << 20;
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
                ? Optional.of("runtime " + spec.runtime() + " runs inside this JVM, "
                        + (GraalJsCompiler.isThere() ? "compiled" : "interpreted"))
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

    /// `compiled` is 1 where hot code is compiled, else 0.
    @Override
    public Map<String, DoubleSupplier> measures() {
        return Map.of("compiled", () -> GraalJsCompiler.isThere() ? 1 : 0);
    }

    @Override
    public Instance start(BlankKey key) {
        return new GraalJsInstance(engine, library, network, watch);
    }

    @Override
    public void close() {
        network.close();
        watch.close();
        engine.close();
    }
}
