package dev.samovar.core.host;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Handler;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.Instance;
import dev.samovar.spi.InvalidPackageException;
import dev.samovar.spi.Program;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs handlers of the host: answered at the deadline, nothing else promised.
public final class HostBridge implements Bridge {
    private static final String ENGINE = "host";

    /// A bridge for one runtime.
    public HostBridge() {}

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Isolation isolation() {
        return Isolation.HOST;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CALLER_RUNS);
    }

    @Override
    public Optional<String> claims(FunctionSpec spec) {
        return spec.code() instanceof Code.OfHost
                ? Optional.of("the function is a handler of the host")
                : Optional.empty();
    }

    @Override
    public Program prepare(Deployment deployment) {
        if (deployment.spec().code() instanceof Code.OfHost(var handler)) return new HostProgram(handler);
        throw new InvalidPackageException("only a handler of the host runs on engine host", null);
    }

    @Override
    public Instance start(BlankKey key) {
        return new HostInstance();
    }

    @Override
    public void close() {}

    /// A handler is its own program.
    record HostProgram(Handler handler) implements Program {
        private static final BlankKey KEY = new BlankKey(Isolation.HOST, RuntimeId.HOST, 0, Map.of());

        @Override
        public BlankKey blankKey() {
            return KEY;
        }

        @Override
        public void close() {}
    }
}
