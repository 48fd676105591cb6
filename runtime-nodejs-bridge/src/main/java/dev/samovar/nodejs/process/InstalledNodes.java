package dev.samovar.nodejs.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Nodes on this machine: those that the host named, then those of the variable `SAMOVAR_NODE` (programs
/// or directories, separated as in `PATH`), then those of `PATH`.
///
/// A runtime gets the Node of its own major version; else the nearest newer, else the nearest older one,
/// which is said once in the log.
final class InstalledNodes {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledNodes.class);
    private static final List<String> NAMES = List.of("node", "nodejs", "bin/node");

    private final List<Path> candidates;
    private final Set<NodeVersion> said = ConcurrentHashMap.newKeySet();
    private final Map<Option, Boolean> known = new ConcurrentHashMap<>();
    private @Nullable List<InstalledNode> found;

    /// @param named what the host named
    /// @param variables the host's environment variables
    InstalledNodes(List<Path> named, Map<String, String> variables) {
        var all = new ArrayList<>(named);
        for (var variable : List.of("SAMOVAR_NODE", "PATH"))
            for (var entry : variables.getOrDefault(variable, "").split(File.pathSeparator, -1))
                if (!entry.isEmpty()) all.add(Path.of(entry));
        candidates = List.copyOf(all);
    }

    private record Option(Path node, String word) {}

    /// The Node for a version, if there is any Node.
    Optional<InstalledNode> chosen(NodeVersion wanted) {
        return choose(wanted, found());
    }

    /// The same, for a process that is about to begin: where it is of another version, that is said.
    Optional<InstalledNode> started(NodeVersion wanted) {
        var choice = chosen(wanted);
        choice.ifPresent(program -> {
            if (!program.version().equals(wanted) && said.add(wanted))
                LOG.warn(
                        "there is no Node {} here; functions of that version run on Node {} ({})",
                        wanted.major(),
                        program.version().major(),
                        program.path());
        });
        return choice;
    }

    /// The first of the wanted version; else the nearest newer; else the nearest older.
    static Optional<InstalledNode> choose(NodeVersion wanted, List<InstalledNode> programs) {
        return programs.stream().min(Comparator.comparingInt(program -> distance(wanted, program.version())));
    }

    private static int distance(NodeVersion wanted, NodeVersion there) {
        int newer = there.major() - wanted.major();
        return newer >= 0 ? newer : 1000 - newer;
    }

    /// Whether a Node begins with an option, which it is asked once.
    boolean knows(InstalledNode node, String option) {
        return known.computeIfAbsent(
                new Option(node.path(), option),
                asked -> told(asked.node(), asked.word(), "--version").isPresent());
    }

    /// All Nodes, each asked for its version once.
    private synchronized List<InstalledNode> found() {
        var there = found;
        if (there == null) {
            var paths = new LinkedHashSet<Path>();
            for (var candidate : candidates) programAt(candidate).ifPresent(paths::add);
            there = paths.stream()
                    .map(InstalledNodes::asked)
                    .flatMap(Optional::stream)
                    .toList();
            found = there;
        }
        return there;
    }

    private static Optional<Path> programAt(Path candidate) {
        if (Files.isRegularFile(candidate)) return real(candidate);
        return NAMES.stream()
                .map(candidate::resolve)
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst()
                .flatMap(InstalledNodes::real);
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<InstalledNode> asked(Path path) {
        return told(path, "--version").flatMap(NodeVersion::told).map(version -> new InstalledNode(path, version));
    }

    /// What a program says that is started with these words, if all is well then.
    private static Optional<String> told(Path path, String... words) {
        var command = new ArrayList<String>();
        command.add(path.toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("NODE_"));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var told = new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(told) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is no Node: {}", path, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
