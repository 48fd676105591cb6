package dev.samovar;

import dev.samovar.HostilePrograms.Program;
import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.RuntimeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The languages of functions in processes of their own, each with a function from `src/test/resources/hostile` that
/// does what its event says: `run` a program of [HostilePrograms], by the language's own means, or `end` by itself.
enum HostileLanguage {
    NODE("nodejs22.x", "index.handler", "index.js"),
    PYTHON("python3.13", "app.handler", "app.py"),
    RUBY("ruby3.4", "app.handler", "app.rb"),
    CUSTOM("provided.al2023", "any", "bootstrap"),
    JAVA("java25", "app.Hostile::handle", "Hostile.java");

    private final String runtime;
    private final String handler;
    private final String source;

    HostileLanguage(String runtime, String handler, String source) {
        this.runtime = runtime;
        this.handler = handler;
        this.source = source;
    }

    /// Writes a package with the function and programs, for as many functions as want it.
    Path code(Path directory, List<Program> programs) {
        try {
            var code = Files.createDirectories(directory.resolve("code-" + this));
            var scripts = Files.createDirectory(code.resolve("programs"));
            for (var program : programs) Files.writeString(scripts.resolve(program.name()), program.script());
            Files.writeString(code.resolve("run"), resource("run"));
            if (this == JAVA) Jars.compileInto(code, System.getProperty("java.class.path"), resource(source));
            else Files.writeString(code.resolve(source), resource(source));
            if (this == CUSTOM) code.resolve(source).toFile().setExecutable(true);
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FunctionSpec function(String name, Path code) {
        return FunctionSpec.of(name, new RuntimeId(runtime), new Code.OnDisk(code))
                .handler(handler)
                .memoryMb(256);
    }

    private static String resource(String name) throws IOException {
        try (var in = HostileLanguage.class.getResourceAsStream("/hostile/" + name)) {
            if (in == null) throw new IllegalArgumentException("there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
