package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles sources and packs them into jars, as a customer's build would.
final class Jars {
    private Jars() {}

    /// A jar with the classes of some sources, compiled against the test's class path.
    ///
    /// @param sources each begins with its package and holds one public class named first
    static Path compile(Path directory, String name, String... sources) {
        try {
            var classes = Files.createDirectories(directory.resolve(name + "-classes"));
            compileInto(classes, System.getProperty("java.class.path"), sources);
            return pack(classes, directory.resolve(name + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Leaves the class files in a directory instead.
    static void compileInto(Path classes, String classPath, String... sources) {
        var files = List.of(sources).stream().map(Jars::source).toList();
        var options = List.of("-g", "-d", classes.toString(), "-classpath", classPath, "-proc:none");
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, files)
                .call()) throw new IllegalArgumentException("a test's source does not compile");
    }

    static Path pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static JavaFileObject source(String text) {
        var at = text.indexOf("class ") + "class ".length();
        var simple = text.substring(at).split("[ <{]", 2)[0];
        return new SimpleJavaFileObject(URI.create("string:///" + simple + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
