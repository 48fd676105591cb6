package dev.samovar.process.script;

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
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An engine of scripts: the runtimes of one language, each environment in a child process.
public final class ScriptBridge implements Bridge {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptBridge.class);

    /// The place that children of a launcher have on the machine.
    public interface Place {
        /// A directory that goes with the launcher.
        Path directory() throws IOException;

        /// Where a child sees a file that is installed along with its program.
        Path seenBeside(Isolation isolation, Path program, Path file) throws IOException;
    }

    private final ProcessLauncher launcher;
    private final Isolation isolation;
    private final Place place;
    private final Language language;
    private final Interpreters interpreters;
    private @Nullable Path runtime;

    private ScriptBridge(
            ProcessLauncher launcher, Isolation isolation, Place place, Language language, Interpreters interpreters) {
        this.launcher = launcher;
        this.isolation = isolation;
        this.place = place;
        this.language = language;
        this.interpreters = interpreters;
    }

    /// The bridges of a language: for trusted functions and for others.
    ///
    /// @param launcher starts the children; not closed with the bridges
    /// @param named interpreters that the host named
    public static List<Bridge> of(ProcessLauncher launcher, Place place, Language language, List<Path> named) {
        var interpreters = new Interpreters(language, named, System.getenv());
        return List.of(
                new ScriptBridge(launcher, Isolation.IN_PROCESS, place, language, interpreters),
                new ScriptBridge(launcher, Isolation.PROCESS, place, language, interpreters));
    }

    @Override
    public String engine() {
        return language.engine();
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
        return interpreterFor(spec.runtime())
                .map(it -> "runtime " + spec.runtime() + " runs on " + language.title() + " " + it.version()
                        + " in a child process");
    }

    private Optional<Interpreter> interpreterFor(RuntimeId runtime) {
        return runtime.isDeprecated()
                ? Optional.empty()
                : language.version(runtime).flatMap(interpreters::chosen);
    }

    @Override
    public Program prepare(Deployment deployment) {
        return ScriptProgram.of(deployment, isolation, language);
    }

    @Override
    public Instance start(BlankKey key) throws InitException {
        try {
            return launcher.start(command(key));
        } catch (IOException e) {
            LOG.warn("a process of {} did not start: {}", language.title(), e.getMessage());
            throw new InitException(Fault.ended(String.valueOf(e.getMessage())));
        }
    }

    private ProcessCommand command(BlankKey key) throws InitException, IOException {
        var interpreter = interpreterFor(key.runtime())
                .orElseThrow(
                        () -> new InitException(Fault.ended("there is no " + language.title() + " on this machine")));
        boolean trusted = isolation != Isolation.PROCESS;
        // A sandbox shows what was installed with one program, not with another.
        var program = trusted ? interpreter.path() : interpreter.base();
        var runtime = runtime();
        var variables = new HashMap<>(Map.of(
                "TZ", ":UTC",
                "LANG", "en_US.UTF-8",
                "PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
        variables.putAll(language.variables(trusted));
        variables.putAll(key.variables());
        var site = new StringJoiner(File.pathSeparator);
        for (var packages : interpreter.packages())
            site.add(place.seenBeside(isolation, program, packages).toString());
        variables.put("SAMOVAR_SITE", site.toString());
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(language.options(interpreter, trusted));
        words.add(runtime.resolve(language.files().getFirst()).toString());
        return new ProcessCommand(words, variables, runtime).isolated(key);
    }

    /// The directory with the files that children begin with.
    private synchronized Path runtime() throws IOException {
        var there = runtime;
        if (there == null) {
            there = place.directory().resolve(engine() + "-" + isolation);
            BootstrapFiles.write(language, there);
            runtime = there;
        }
        return there;
    }

    @Override
    public void close() {}
}
