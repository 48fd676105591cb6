package dev.samovar.process.python;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.confine.Bubblewrap;
import dev.samovar.spi.BlankKey;
import dev.samovar.spi.Bridge;
import dev.samovar.spi.Capability;
import dev.samovar.spi.Deployment;
import dev.samovar.spi.InitException;
import dev.samovar.spi.Instance;
import dev.samovar.spi.LanguageOptions;
import dev.samovar.spi.ProcessCommand;
import dev.samovar.spi.ProcessLauncher;
import dev.samovar.spi.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Engine `python`: Lambda's Python runtimes on the Pythons of this machine, each environment in a child process.
public final class PythonBridge implements Bridge {
    /// The name of the engine.
    public static final String ENGINE = "python";

    private static final Logger LOG = LoggerFactory.getLogger(PythonBridge.class);

    /// Where a bridge may write.
    public interface Place {
        /// A directory that goes with the launcher.
        Path directory() throws IOException;
    }

    private final ProcessLauncher launcher;
    private final Isolation isolation;
    private final Place place;
    private final InstalledPythons pythons;
    private final int debuggerPort;
    private @Nullable Path bootstrap;

    private PythonBridge(
            ProcessLauncher launcher, Isolation isolation, Place place, InstalledPythons pythons, int debuggerPort) {
        this.launcher = launcher;
        this.isolation = isolation;
        this.place = place;
        this.pythons = pythons;
        this.debuggerPort = debuggerPort;
    }

    /// The bridges for one runtime: for trusted functions and for others, who wait for no debugger.
    ///
    /// @param launcher starts the children; not closed with the bridges
    public static List<Bridge> of(ProcessLauncher launcher, Place place, LanguageOptions options) {
        var pythons = new InstalledPythons(options.pythons(), System.getenv());
        return List.of(
                new PythonBridge(launcher, Isolation.IN_PROCESS, place, pythons, options.debuggerPort()),
                new PythonBridge(launcher, Isolation.PROCESS, place, pythons, 0));
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
        return pythonFor(spec.runtime())
                .map(python ->
                        "runtime " + spec.runtime() + " runs on Python " + python.version() + " in a child process");
    }

    private Optional<InstalledPython> pythonFor(RuntimeId runtime) {
        var minor = runtime.pythonMinor();
        return minor.isEmpty() || runtime.isDeprecated() ? Optional.empty() : pythons.chosen(minor.getAsInt());
    }

    @Override
    public Program prepare(Deployment deployment) {
        return PythonProgram.of(deployment, isolation);
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        try {
            return launcher.start(command(key));
        } catch (IOException e) {
            LOG.warn("a Python process did not start: {}", e.getMessage());
            throw new InitException(Fault.ended(String.valueOf(e.getMessage())));
        }
    }

    /// What is installed for this machine's Python is not for functions (`-S`) but for AWS's SDK.
    private ProcessCommand command(BlankKey key) throws InitException, IOException {
        var python = pythonFor(key.runtime())
                .orElseThrow(() -> new InitException(Fault.ended("there is no Python on this machine")));
        var script = bootstrap();
        var variables = new HashMap<>(Map.of(
                "TZ", ":UTC",
                "LANG", "en_US.UTF-8",
                "LC_CTYPE", "C.UTF-8",
                "PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
        variables.putAll(key.variables());
        variables.put(
                "SAMOVAR_SITE",
                python.packages().stream()
                        .map(it -> isolation == Isolation.PROCESS ? Bubblewrap.seen(it, python.path()) : it)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        var words = new ArrayList<>(List.of(python.path().toString(), "-S"));
        if (debuggerPort != 0) {
            // A debugger sees into what Python brings frozen only if it does not.
            words.addAll(List.of("-X", "frozen_modules=off"));
            variables.put("SAMOVAR_DEBUG", Integer.toString(debuggerPort));
        }
        words.add(script.toString());
        return new ProcessCommand(words, variables, script.getParent()).isolated(key);
    }

    private synchronized Path bootstrap() throws IOException {
        var there = bootstrap;
        if (there == null) {
            there = Bootstrap.writeTo(place.directory().resolve("python-" + isolation));
            bootstrap = there;
        }
        return there;
    }

    @Override
    public void close() {}
}
