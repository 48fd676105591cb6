package dev.samovar.java;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.InvalidPackageException;
import dev.samovar.spi.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Engine `java`: Lambda's Java runtimes inside this JVM, for trusted code.
///
/// All of `java8.al2` to `java25` run on the host's own JDK.
public final class JavaBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "java";

    private final CodeCache codes = new CodeCache();
    private final PerEnvironment perEnvironment = new PerEnvironment();
    private final Beside beside;
    private final HeapReserve reserve = new HeapReserve();

    /// A bridge for one runtime.
    ///
    /// @param directory of its own, made now and removed when the bridge is closed
    public JavaBridge(Path directory) {
        beside = new Beside(directory);
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
        return Set.of(Capability.CALLER_RUNS, Capability.BLANKS);
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return spec.runtime().isJava() && !(spec.code() instanceof Code.OfHost)
                ? Optional.of("runtime " + spec.runtime() + " runs inside this JVM")
                : Optional.empty();
    }

    @Override
    public Program prepare(Deployment deployment) {
        try {
            return new JavaProgram(deployment, codes.open(deployment));
        } catch (IOException e) {
            throw new InvalidPackageException("the package cannot be read as Java code: " + e.getMessage(), e);
        }
    }

    @Override
    public Instance start(BlankKey key) {
        reserve.hold();
        return new JavaInstance(perEnvironment, beside, reserve);
    }

    @Override
    public void close() {
        codes.close();
        beside.close();
    }
}
