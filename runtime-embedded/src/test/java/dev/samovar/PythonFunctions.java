package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Functions in Python from the sources in `src/test/resources/python`.
final class PythonFunctions {
    private PythonFunctions() {}

    /// A zip of one module.
    static Path zip(Path directory, String module) {
        Tool.PYTHON.path();
        return Zips.of(directory.resolve(module + ".zip"), Map.of(module + ".py", source(module + ".py")));
    }

    private static String source(String name) {
        try (var in = PythonFunctions.class.getResourceAsStream("/python/" + name)) {
            if (in == null) throw new IllegalArgumentException("there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
