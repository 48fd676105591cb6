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
    private @Nullable Engine engine;

    /// A bridge for one runtime.
    public GraalJsBridge(GraalJsOptions options) {
        packages = new Packages(Set.copyOf(library.ids()), options, parser);
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
        return packages.reach(deployment).objection();
    }

    @Override
    public Program prepare(Deployment deployment) {
        return packages.prepare(deployment);
    }

    @Override
    public Instance start(BlankKey key) {
        return new GraalJsInstance(shared(), library, network);
    }

    /// The engine takes a quarter of a second to make, so it is made when the first function needs it.
    private synchronized Engine shared() {
        var there = engine;
        if (there == null) {
            there = Engine.newBuilder("js")
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
            engine = there;
        }
        return there;
    }

    @Override
    public synchronized void close() {
        network.close();
        parser.close();
        if (engine != null) engine.close(true);
    }
}
