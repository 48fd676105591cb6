package dev.samovar.nodejs.process;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Engine `node`: Lambda's Node.js runtimes on the Nodes of this machine, each environment in a child process.
public final class NodeBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "node";

    /// How much of the memory that is enforced JavaScript's objects may have, as on Lambda.
    private static final int HEAP_PERCENT = 90;

    /// The last version for which Lambda turns off what Node does by default with ES modules.
    private static final int LAST_RESTRAINED = 22;

    /// What Lambda starts Node with up to that version. Each counts unless the function's `NODE_OPTIONS` ask for the
    /// contrary.
    ///
    /// Source: AWS Lambda developer guide, "Node.js runtime environment", "Experimental features".
    private static final List<String> RESTRAINTS =
            List.of("--no-experimental-detect-module", "--no-experimental-require-module");

    private static final Logger LOG = LoggerFactory.getLogger(NodeBridge.class);

    private final ProcessLauncher launcher;
    private final Isolation isolation;
    private final InstalledNodes programs;
    private final Bootstrap bootstrap;
    private final int inspectorPort;

    private NodeBridge(
            ProcessLauncher launcher,
            Isolation isolation,
            InstalledNodes programs,
            Bootstrap bootstrap,
            int inspectorPort) {
        this.launcher = launcher;
        this.isolation = isolation;
        this.programs = programs;
        this.bootstrap = bootstrap;
        this.inspectorPort = inspectorPort;
    }

    /// The bridges for one runtime: for trusted functions and for others.
    ///
    /// @param launcher starts the children; closed with the bridges
    /// @param directory of their own, made when it is needed
    /// @param nodes programs, or directories with them, that are preferred to those of the machine
    /// @param inspectorPort where trusted functions wait for a debugger, or 0
    public static List<Bridge> of(ProcessLauncher launcher, Path directory, List<Path> nodes, int inspectorPort) {
        var programs = new InstalledNodes(nodes, System.getenv());
        var bootstrap = new Bootstrap(directory);
        return List.of(
                new NodeBridge(launcher, Isolation.IN_PROCESS, programs, bootstrap, inspectorPort),
                new NodeBridge(launcher, Isolation.PROCESS, programs, bootstrap, 0));
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public Optional<String> obstacle() {
        return launcher.obstacle(isolation);
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
        return NodeProgram.of(deployment, isolation);
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        var command = command(key);
        try {
            return launcher.start(command);
        } catch (IOException e) {
            LOG.warn("a Node process did not start: {}", e.getMessage());
            throw new InitException(Fault.ended(String.valueOf(e.getMessage())));
        }
    }

    private ProcessCommand command(BlankKey key) throws InitException {
        var node = NodeVersion.of(key.runtime())
                .flatMap(programs::started)
                .orElseThrow(() -> new InitException(Fault.ended("there is no Node on this machine")));
        var variables = new HashMap<String, String>();
        variables.putAll(Map.of(
                "TZ", ":UTC", "LANG", "en_US.UTF-8", "PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
        variables.putAll(key.variables());
        var words = new ArrayList<String>();
        words.add(node.path().toString());
        if (key.memoryMb() > 0) words.add("--max-old-space-size=" + key.memoryMb() * HEAP_PERCENT / 100);
        words.addAll(restraints(node, key));
        words.add(bootstrap.file().toString());
        if (inspectorPort != 0) words.add(Integer.toString(inspectorPort));
        return new ProcessCommand(words, variables, bootstrap.directory()).isolated(key);
    }

    /// Those that hold for a function and that its Node knows.
    private List<String> restraints(InstalledNode node, BlankKey key) {
        if (key.runtime().nodeMajor().orElse(0) > LAST_RESTRAINED) return List.of();
        var asked = List.of(key.variables().getOrDefault("NODE_OPTIONS", "").split("\\s+", -1));
        return RESTRAINTS.stream()
                .filter(option -> !asked.contains(option.replace("--no-", "--")) && programs.knows(node, option))
                .toList();
    }

    @Override
    public void close() {
        launcher.close();
    }
}
