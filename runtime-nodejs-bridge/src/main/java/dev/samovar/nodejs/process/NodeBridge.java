package dev.samovar.nodejs.process;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Engine `node`: Lambda's Node.js runtimes on the Nodes of this machine, each environment in a child process,
/// for trusted code.
public final class NodeBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "node";

    private static final Logger LOG = LoggerFactory.getLogger(NodeBridge.class);

    private final ProcessLauncher launcher;
    private final Path directory;
    private final InstalledNodes programs;
    private final int inspectorPort;
    private @Nullable Path bootstrap;

    /// A bridge for one runtime.
    ///
    /// @param launcher starts the children; closed with the bridge
    /// @param directory of its own, made when it is needed
    /// @param nodes programs, or directories with them, that are preferred to those of the machine
    /// @param inspectorPort where its functions wait for a debugger, or 0
    public NodeBridge(ProcessLauncher launcher, Path directory, List<Path> nodes, int inspectorPort) {
        this.inspectorPort = inspectorPort;
        this.launcher = launcher;
        this.directory = directory;
        this.programs = new InstalledNodes(nodes, System.getenv());
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
        return NodeVersion.of(spec.runtime())
                .flatMap(programs::chosen)
                .map(node -> "runtime " + spec.runtime() + " runs on Node "
                        + node.version().major() + " in a child process");
    }

    @Override
    public Program prepare(Deployment deployment) {
        return NodeProgram.of(deployment);
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        var command = command(key);
        try {
            return launcher.start(command);
        } catch (IOException e) {
            LOG.warn("a Node process did not start: {}", e.getMessage());
            throw notStarted(String.valueOf(e.getMessage()));
        }
    }

    private ProcessCommand command(BlankKey key) throws InitException {
        var node = NodeVersion.of(key.runtime())
                .flatMap(programs::chosen)
                .orElseThrow(() -> notStarted("there is no Node on this machine"));
        var variables = new HashMap<String, String>();
        variables.putAll(Map.of(
                "TZ", ":UTC", "LANG", "en_US.UTF-8", "PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
        variables.putAll(key.variables());
        var words = new ArrayList<String>();
        words.add(node.path().toString());
        words.add(bootstrap().toString());
        if (inspectorPort != 0) words.add(Integer.toString(inspectorPort));
        return new ProcessCommand(words, variables, directory);
    }

    private static InitException notStarted(String why) {
        return new InitException(new Fault(Fault.Kind.EXIT, "Runtime.ExitError", why, Payload.EMPTY));
    }

    private synchronized Path bootstrap() {
        var there = bootstrap;
        if (there == null) {
            there = Bootstrap.writeTo(directory);
            bootstrap = there;
        }
        return there;
    }

    @Override
    public void close() {
        launcher.close();
    }
}
