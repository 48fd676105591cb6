package dev.samovar.process.script;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The interpreters of a language on this machine, from its oldest version on: those that the host named, then
/// those of the language's variable (programs or directories, separated as in `PATH`), then those of `PATH`.
/// Where `PATH` has the scripts of pyenv or rbenv, all versions that it installed are found.
///
/// A runtime gets the interpreter of its own version; else the nearest newer, else the nearest older one, which
/// is said once in the log. A program is asked once what it is, and only as long as the version is not found.
public final class Interpreters {
    private static final Logger LOG = LoggerFactory.getLogger(Interpreters.class);

    /// What programs answered: each is asked once.
    private final Map<Path, Optional<Interpreter>> answers = new ConcurrentHashMap<>();

    private final Language language;
    private final List<List<Path>> sources;
    private final Set<Version> said = ConcurrentHashMap.newKeySet();

    /// @param named what the host named, programs or directories with them
    /// @param variables the host's environment variables
    public Interpreters(Language language, List<Path> named, Map<String, String> variables) {
        this.language = language;
        var preferred = paths(variables.get(language.variable()));
        for (var path : preferred)
            if (!Files.exists(path)) LOG.warn("{} names {}, which is not there", language.variable(), path);
        sources = List.of(List.copyOf(named), preferred, paths(variables.get("PATH")));
    }

    private static List<Path> paths(@Nullable String variable) {
        var all = new ArrayList<Path>();
        for (var entry : variable == null ? new String[0] : variable.split(File.pathSeparator, -1)) {
            try {
                if (!entry.isEmpty()) all.add(Path.of(entry));
            } catch (InvalidPathException e) {
                LOG.debug("no path: {}", entry);
            }
        }
        return all;
    }

    /// The interpreter for a version, if there is any.
    Optional<Interpreter> chosen(Version version) {
        var choice = choose(version);
        choice.ifPresent(interpreter -> {
            if (!interpreter.version().equals(version) && said.add(version))
                LOG.warn(
                        "there is no {} {} here; functions of that version run on {} ({})",
                        language.title(),
                        version,
                        interpreter.version(),
                        interpreter.path());
        });
        return choice;
    }

    /// The version of the interpreter for a version, if there is any.
    public Optional<Version> version(Version version) {
        return choose(version).map(Interpreter::version);
    }

    private Optional<Interpreter> choose(Version version) {
        var seen = new ArrayList<Interpreter>();
        for (var source : sources) {
            for (var program : programs(source, version)) {
                var interpreter = answers.computeIfAbsent(program, this::ask);
                if (interpreter.isPresent() && interpreter.get().version().equals(version)) return interpreter;
                interpreter.ifPresent(seen::add);
            }
        }
        return choose(version, seen);
    }

    /// The first of the wanted version; else the nearest newer; else the nearest older.
    static Optional<Interpreter> choose(Version version, List<Interpreter> interpreters) {
        return interpreters.stream().min(Comparator.comparingInt(it -> version.distanceTo(it.version())));
    }

    /// All of them, the most preferred first, each as a program and its version, such as `3.12`.
    public Map<Path, String> all() {
        var found = new LinkedHashMap<Path, String>();
        for (var source : sources)
            for (var program : programs(source))
                answers.computeIfAbsent(program, this::ask)
                        .ifPresent(
                                it -> found.putIfAbsent(it.path(), it.version().toString()));
        return found;
    }

    // --- looking

    /// The programs of a source, those first whose path names the version.
    private List<Path> programs(List<Path> source, Version version) {
        var named = Pattern.compile("(.*\\D)?" + version.major() + "\\." + version.minor() + "(\\D.*)?");
        return programs(source).stream()
                .sorted(Comparator.comparing(
                        path -> !named.matcher(path.toString()).matches()))
                .toList();
    }

    private Set<Path> programs(List<Path> source) {
        var found = new LinkedHashSet<Path>();
        for (var candidate : source) found.addAll(programs(candidate));
        return found;
    }

    private List<Path> programs(Path candidate) {
        if (Files.isRegularFile(candidate)) return List.of(candidate.toAbsolutePath());
        var shims = candidate.toAbsolutePath().normalize();
        if (shims.endsWith(Path.of("shims")) && Files.isDirectory(shims.resolveSibling("versions")))
            return children(shims.resolveSibling("versions"))
                    .flatMap(version -> in(version.resolve("bin")))
                    .toList();
        return Stream.concat(in(candidate), in(candidate.resolve("bin"))).toList();
    }

    /// The programs in a directory by their real names, so that each is there once; but not those of an
    /// environment of `venv`, which are known by where they lie.
    private Stream<Path> in(Path directory) {
        boolean isOwn = Files.exists(directory.resolveSibling("pyvenv.cfg"));
        return children(directory)
                .filter(path -> language.programNames()
                        .matcher(path.getFileName().toString())
                        .matches())
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .sorted(Comparator.comparing(Path::toString).reversed())
                .map(path -> isOwn ? path.toAbsolutePath() : real(path));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    private static Stream<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) return Stream.empty();
        try (var files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    // --- asking

    private Optional<Interpreter> ask(Path program) {
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(language.question());
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .keySet()
                .removeIf(name -> language.hostVariables().stream().anyMatch(name::startsWith));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var told = new String(process.getInputStream().readNBytes(10_000), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? told(told) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is no {}: {}", program, language.title(), e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What a program answered, if it is one that functions can run on.
    Optional<Interpreter> told(String text) {
        var lines = text.strip().lines().toList();
        var version = lines.size() < 2 ? Optional.<Version>empty() : Version.find(lines.get(1));
        if (version.isEmpty() || version.get().isBefore(language.oldest())) return Optional.empty();
        var paths = lines.stream().skip(2).map(Path::of).toList();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interpreter(
                        Path.of(lines.getFirst()), paths.getFirst(), version.get(), paths.subList(1, paths.size())));
    }
}
