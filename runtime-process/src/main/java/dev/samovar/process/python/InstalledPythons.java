package dev.samovar.process.python;

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

/// The Pythons on this machine, from 3.8 on: those that the host named, then those of the variable `SAMOVAR_PYTHON`
/// (programs or directories, separated as in `PATH`), then those of `PATH`. Where `PATH` has the scripts of pyenv, all
/// versions that it installed are found.
///
/// A runtime gets the Python of its own minor version; else the nearest newer, else the nearest older one, which is
/// said once in the log. A program is asked once what it is, and only as long as the version is not found.
public final class InstalledPythons {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledPythons.class);
    private static final int OLDEST = 8;
    private static final Pattern NAME = Pattern.compile("python(3(\\.\\d{1,2})?)?");

    /// What a program is asked: itself, its version, and where what is installed for it lies.
    private static final String QUESTION = """
            import site, sys
            user = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
            print(sys.executable)
            print(*sys.version_info[:2])
            print(*site.getsitepackages() + user, sep='\\n')
            """;

    /// What programs answered: each is asked once.
    private final Map<Path, Optional<InstalledPython>> answers = new ConcurrentHashMap<>();

    private final List<List<Path>> sources;
    private final Set<Integer> said = ConcurrentHashMap.newKeySet();

    /// @param named what the host named, programs or directories with them
    /// @param variables the host's environment variables
    public InstalledPythons(List<Path> named, Map<String, String> variables) {
        sources = List.of(List.copyOf(named), paths(variables.get("SAMOVAR_PYTHON")), paths(variables.get("PATH")));
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

    /// The Python for a version, if there is any Python.
    Optional<InstalledPython> chosen(int minor) {
        var choice = choose(minor);
        choice.ifPresent(python -> {
            if (python.minor() != minor && said.add(minor))
                LOG.warn(
                        "there is no Python 3.{} here; functions of that version run on Python {} ({})",
                        minor,
                        python.version(),
                        python.path());
        });
        return choice;
    }

    /// The version of the Python for a version, if there is any Python.
    public Optional<String> version(int minor) {
        return choose(minor).map(InstalledPython::version);
    }

    private Optional<InstalledPython> choose(int minor) {
        var seen = new ArrayList<InstalledPython>();
        for (var source : sources) {
            for (var program : programs(source, minor)) {
                var python = answers.computeIfAbsent(program, InstalledPythons::ask);
                if (python.isPresent() && python.get().minor() == minor) return python;
                python.ifPresent(seen::add);
            }
        }
        return choose(minor, seen);
    }

    /// The first of the wanted version; else the nearest newer; else the nearest older.
    static Optional<InstalledPython> choose(int minor, List<InstalledPython> pythons) {
        return pythons.stream().min(Comparator.comparingInt(python -> distance(minor, python.minor())));
    }

    private static int distance(int wanted, int there) {
        int newer = there - wanted;
        return newer >= 0 ? newer : 1000 - newer;
    }

    /// All of them, the most preferred first, each as a program and its version, such as `3.12`.
    public Map<Path, String> all() {
        var found = new LinkedHashMap<Path, String>();
        for (var source : sources)
            for (var program : programs(source, -1))
                answers.computeIfAbsent(program, InstalledPythons::ask)
                        .ifPresent(python -> found.putIfAbsent(python.path(), python.version()));
        return found;
    }

    // --- looking

    /// The programs of a source, those first whose path names the version.
    private static List<Path> programs(List<Path> source, int minor) {
        var found = new LinkedHashSet<Path>();
        for (var candidate : source) found.addAll(programs(candidate));
        var version = Pattern.compile("(.*\\D)?3\\." + minor + "(\\D.*)?");
        return found.stream()
                .sorted(Comparator.comparing(
                        path -> !version.matcher(path.toString()).matches()))
                .toList();
    }

    private static List<Path> programs(Path candidate) {
        if (Files.isRegularFile(candidate)) return List.of(candidate.toAbsolutePath());
        var shims = candidate.toAbsolutePath().normalize();
        if (shims.endsWith(Path.of("shims")) && Files.isDirectory(shims.resolveSibling("versions")))
            return children(shims.resolveSibling("versions"))
                    .flatMap(version -> in(version.resolve("bin")))
                    .toList();
        return Stream.concat(in(candidate), in(candidate.resolve("bin"))).toList();
    }

    /// The programs in a directory by their real names, so that each is there once; but not those of an environment of
    /// `venv`, which are known by where they lie.
    private static Stream<Path> in(Path directory) {
        boolean isOwn = Files.exists(directory.resolveSibling("pyvenv.cfg"));
        return children(directory)
                .filter(path -> NAME.matcher(path.getFileName().toString()).matches())
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

    private static Optional<InstalledPython> ask(Path program) {
        var builder =
                new ProcessBuilder(program.toString(), "-c", QUESTION).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PYTHON") || name.equals("__PYVENV_LAUNCHER__"));
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
            LOG.debug("{} is no Python: {}", program, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What a program answered, if it is a Python that functions can run on.
    static Optional<InstalledPython> told(String text) {
        var lines = text.strip().lines().toList();
        if (lines.size() < 2 || !lines.get(1).matches("3 \\d{1,2}")) return Optional.empty();
        int minor = Integer.parseInt(lines.get(1).substring(2));
        if (minor < OLDEST) return Optional.empty();
        var packages = lines.stream().skip(2).map(Path::of).toList();
        return Optional.of(new InstalledPython(Path.of(lines.getFirst()), minor, packages));
    }
}
