package dev.samovar.java.instrument;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// Compiles what a test writes, the way a customer's build would.
final class Sources {
    private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum)\\s+(\\w+)");

    private Sources() {}

    /// Compiles sources, and answers the directory of the class files.
    static Path compile(Path directory, String... sources) throws IOException {
        return compile(directory, List.of(), sources);
    }

    static Path compile(Path directory, List<String> options, String... sources) throws IOException {
        var classes = Files.createDirectories(directory.resolve("classes"));
        var files = new ArrayList<Path>();
        for (var source : sources) {
            var packaged = PACKAGE.matcher(source);
            var folder = directory
                    .resolve("source")
                    .resolve(packaged.find() ? packaged.group(1).replace('.', '/') : "");
            var type = TYPE.matcher(source);
            if (!type.find()) throw new IllegalArgumentException("no type in: " + source);
            files.add(Files.writeString(Files.createDirectories(folder).resolve(type.group(1) + ".java"), source));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var all = new ArrayList<>(List.of("-g", "-parameters", "-d", classes.toString(), "-nowarn"));
            all.addAll(options);
            var task = compiler.getTask(messages, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files));
            if (!task.call()) throw new IllegalArgumentException(messages.toString());
        }
        return classes;
    }
}
