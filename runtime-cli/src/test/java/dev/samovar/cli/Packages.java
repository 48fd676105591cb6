package dev.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Packages of functions for tests.
final class Packages {
    static final String ECHO = """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            public class Echo implements RequestStreamHandler {
                public void handleRequest(java.io.InputStream in, java.io.OutputStream out, Context context) throws java.io.IOException {
                    System.out.println("to standard output");
                    in.transferTo(out);
                }
            }
            """;
    static final String BROKEN = """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            public class Broken implements RequestHandler<Object, String> {
                public String handleRequest(Object event, Context context) { throw new IllegalStateException("no tea"); }
            }
            """;

    private Packages() {}

    /// A jar of one class, compiled from its source.
    static Path jar(Path directory, String name, String... sources) {
        try {
            var classes = classes(directory, name, sources);
            var jar = directory.resolve(name + ".jar");
            try (var out = new ZipOutputStream(Files.newOutputStream(jar));
                    var files = Files.walk(classes)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A directory of classes.
    static Path classes(Path directory, String name, String... sources) {
        try {
            var classes = Files.createDirectories(directory.resolve(name + "-classes"));
            var options = List.of("-d", classes.toString(), "-classpath", classPath(), "-proc:none", "-g");
            var files = Stream.of(sources).map(Packages::source).toList();
            var compiler = ToolProvider.getSystemJavaCompiler();
            if (!compiler.getTask(null, null, null, options, null, files).call())
                throw new IllegalArgumentException("a test's source does not compile");
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The class path of this test, also where surefire hides it in a manifest.
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static JavaFileObject source(String text) {
        var name = text.substring(text.indexOf("class ") + 6).split("[ <{]", 2)[0];
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
