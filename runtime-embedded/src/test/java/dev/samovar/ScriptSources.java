package dev.samovar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Functions from the sources in `src/test/resources`.
final class ScriptSources {
    private ScriptSources() {}

    /// A zip of one file, at its root.
    ///
    /// @param resource such as `python/contract.py`
    static Path zip(Path directory, String resource) {
        var file = Path.of(resource).getFileName().toString();
        return Zips.of(directory.resolve(file + ".zip"), Map.of(file, source(resource)));
    }

    private static String source(String resource) {
        try (var in = ScriptSources.class.getResourceAsStream("/" + resource)) {
            if (in == null) throw new IllegalArgumentException("there is no " + resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
