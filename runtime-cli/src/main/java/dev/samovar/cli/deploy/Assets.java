package dev.samovar.cli.deploy;

import dev.samovar.cli.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the files are that a template expects in S3: those that the CDK's asset manifests name, and those that lie
/// beside the template under their own name, as the Serverless Framework leaves them.
record Assets(Path directory, Map<String, Path> byKey) {

    /// Those of the directory that a template is in.
    static Assets in(Path directory) {
        var byKey = new HashMap<String, Path>();
        try (var manifests = Files.newDirectoryStream(directory, "*.assets.json")) {
            for (var manifest : manifests) read(manifest, byKey);
        } catch (IOException e) {
            throw new TemplateException("cannot read " + directory + ": " + e.getMessage());
        }
        return new Assets(directory, byKey);
    }

    private static void read(Path manifest, Map<String, Path> byKey) {
        var directory = directoryOf(manifest);
        json(manifest).path("files").forEach(file -> {
            var path = file.path("source").path("path").asString("");
            if (path.isEmpty()) return;
            file.path("destinations")
                    .forEach(destination ->
                            byKey.put(destination.path("objectKey").asString(""), directory.resolve(path)));
        });
    }

    /// The directory that a file is in.
    static Path directoryOf(Path file) {
        return file.toAbsolutePath().resolve("..").normalize();
    }

    static JsonNode json(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new TemplateException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /// The file or directory that an object of S3 is made of.
    Optional<Path> find(String key) {
        var asset = byKey.get(key);
        if (asset != null) return Optional.of(asset);
        var beside = directory.resolve(key.substring(key.lastIndexOf('/') + 1));
        return key.isEmpty() || !Files.isRegularFile(beside) ? Optional.empty() : Optional.of(beside);
    }
}
