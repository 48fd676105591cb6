package dev.samovar;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A deployment package as a customer's build makes it: jars of other hands below `lib`, unchanged, and the
/// customer's own few classes beside them. What it is made of lies in `src/test/foreign`.
record ForeignPackage(Path path) {
    private static final Path SOURCES = Path.of("src/test/foreign");

    static ForeignPackage build(Path directory, String name) {
        try {
            var made = Files.createDirectories(directory.resolve(name));
            var jars = filesIn(SOURCES.resolve(name).resolve("target/lib"));
            copy(jars, Files.createDirectory(made.resolve("lib")));
            var code = SOURCES.resolve(name).resolve("code");
            if (Files.isDirectory(code)) addCode(code, jars, made);
            return new ForeignPackage(made);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the package " + name + " cannot be built; its jars are resolved by the"
                            + " module in src/test/foreign, in the phase generate-resources",
                    e);
        }
    }

    List<Path> jars() throws IOException {
        return filesIn(path.resolve("lib"));
    }

    private static void addCode(Path code, List<Path> jars, Path made) throws IOException {
        List<Path> files;
        try (var all = Files.walk(code)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        var sources = files.stream().filter(ForeignPackage::isSource).map(ForeignPackage::text);
        var classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + System.getProperty("java.class.path");
        Jars.compileInto(made, classPath, sources.toArray(String[]::new));
        copy(files.stream().filter(file -> !isSource(file)).toList(), made);
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void copy(List<Path> files, Path to) throws IOException {
        for (var file : files) Files.copy(file, to.resolve(file.getFileName().toString()));
    }
}
