package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Custom runtimes that are built from the sources in `src/test/resources/custom`.
final class CustomPrograms {
    private CustomPrograms() {}

    /// A zip of a Python script that is the bootstrap itself, run by the machine's Python.
    static Path python(Path directory, String name) {
        var real = run(Tool.PYTHON.path().toString(), "-c", "import sys; print(sys.executable)")
                .strip();
        return Zips.of(
                directory.resolve(name + ".zip"), Map.of("bootstrap", "#!" + real + "\n" + source(name + ".py")));
    }

    /// A zip of a program in C.
    static Path c(Path directory, String name) {
        return compiled(directory, name, ".c", Tool.CC, "-D_GNU_SOURCE", "-O1", "-o");
    }

    /// A zip of a program in Rust.
    static Path rust(Path directory, String name) {
        return compiled(directory, name, ".rs", Tool.RUSTC, "--edition=2021", "-o");
    }

    private static Path compiled(Path directory, String name, String end, Tool compiler, String... options) {
        var program = directory.resolve(name + end.replace('.', '-'));
        var file = directory.resolve(name + end);
        try {
            Files.writeString(file, source(name + end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new String[options.length + 3];
        words[0] = compiler.path().toString();
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 2] = program.toString();
        words[words.length - 1] = file.toString();
        run(words);
        return Zips.ofProgram(directory.resolve(program.getFileName() + ".zip"), program);
    }

    private static String run(String... words) {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0)
                throw new AssertionError(String.join(" ", words) + " failed:\n" + said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String source(String name) {
        try (var in = CustomPrograms.class.getResourceAsStream("/custom/" + name)) {
            if (in == null) throw new IllegalArgumentException("there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
