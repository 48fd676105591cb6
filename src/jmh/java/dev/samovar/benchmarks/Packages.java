package dev.samovar.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Makes deployment packages in a directory of its own, as a customer's build would.
final class Packages implements AutoCloseable {
    private final Path directory;

    Packages() {
        try {
            directory = Files.createTempDirectory("samovar-benchmarks-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory for packages", e);
        }
    }

    /// A jar of compiled sources.
    Path compiled(String name, Source... sources) throws IOException {
        return jar(name, out -> addTree(out, compile(name, sources)));
    }

    /// A jar of compiled sources, if any, and of everything on the benchmarks' own class path that one of
    /// the prefixes covers.
    Path compiledWith(String name, List<String> prefixes, Source... sources) throws IOException {
        var classes = compile(name, sources);
        return jar(name, out -> {
            addTree(out, classes);
            for (var element : System.getProperty("java.class.path").split(File.pathSeparator, -1))
                if (element.endsWith(".jar"))
                    addJar(out, Path.of(element), entry -> prefixes.stream().anyMatch(entry::startsWith));
        });
    }

    /// A jar of one class of the benchmarks themselves.
    Path of(Class<?> type) throws IOException {
        var file = type.getName().replace('.', '/') + ".class";
        return jar(type.getSimpleName(), out -> {
            out.putNextEntry(new JarEntry(file));
            try (var in = ClassLoader.getSystemResourceAsStream(file)) {
                if (in == null) throw new IOException("no class file of " + type);
                in.transferTo(out);
            }
        });
    }

    /// The source of one class.
    ///
    /// @param type its full name
    record Source(String type, String text) {
        JavaFileObject file() {
            var uri = URI.create("string:///" + type.replace('.', '/') + ".java");
            return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    private Path compile(String name, Source... sources) throws IOException {
        var classes = Files.createDirectories(directory.resolve(name + "-classes"));
        if (sources.length == 0) return classes;
        var options = List.of(
                "-g", "-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        var files = List.of(sources).stream().map(Source::file).toList();
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, files);
        Answer.require(task.call(), "the sources of " + name + " do not compile");
        return classes;
    }

    private interface Content {
        void writeTo(JarOutputStream out) throws IOException;
    }

    private Path jar(String name, Content content) throws IOException {
        var jar = directory.resolve(name + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            content.writeTo(out);
        }
        return jar;
    }

    private static void addTree(JarOutputStream out, Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList())
                add(out, root.relativize(file).toString(), to -> Files.copy(file, to));
        }
    }

    private static void addJar(JarOutputStream out, Path from, Predicate<String> wanted) throws IOException {
        try (var jar = new JarFile(from.toFile())) {
            for (var entry : jar.stream()
                    .filter(e -> !e.isDirectory() && wanted.test(e.getName()))
                    .toList())
                add(out, entry.getName(), to -> {
                    try (var in = jar.getInputStream(entry)) {
                        in.transferTo(to);
                    }
                });
        }
    }

    private interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void add(JarOutputStream out, String name, Bytes bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        bytes.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
