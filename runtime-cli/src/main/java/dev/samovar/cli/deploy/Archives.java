package dev.samovar.cli.deploy;

import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The zips of a template's code and layers, each read once.
final class Archives {
    private static final List<String> PROJECTS = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    private final Path directory;
    private final Assets assets;
    private final Map<Path, Archive> read = new HashMap<>();
    private final Set<Path> used = new LinkedHashSet<>();

    /// @param directory what paths are relative to
    Archives(Path directory, Assets assets) {
        this.directory = directory;
        this.assets = assets;
    }

    /// Forgets what was read: files may have changed.
    void forget() {
        read.clear();
    }

    /// The files and directories that were read.
    List<Path> used() {
        return List.copyOf(used);
    }

    /// @param code a path, or an object of S3, or `ZipFile` with the source itself
    /// @param runtime which tells the name of a source
    Archive of(Declared declared, JsonNode code, String runtime) {
        if (code.isString()) return at(directory.resolve(code.asString()));
        if (code.has("ZipFile"))
            return Archive.of(
                    SteadyZip.ofText(sourceName(runtime), code.get("ZipFile").asString("")));
        var key = code.path("S3Key").asString("");
        var asset = declared.metadata().path("aws:asset:path").asString("");
        return at(assets.find(key)
                .or(() -> asset.isEmpty() ? Optional.empty() : Optional.of(directory.resolve(asset)))
                .orElseThrow(() -> new TemplateException("its code is in S3 ("
                        + code.path("S3Bucket").asString("?") + "/" + key
                        + "), which is not read here; deploy the template as it was before it was packaged")));
    }

    private static String sourceName(String runtime) {
        if (runtime.startsWith("nodejs")) return "index.js";
        if (runtime.startsWith("python")) return "index.py";
        throw new TemplateException("code in the template itself is for Node.js and Python, not for "
                + (runtime.isEmpty() ? "no runtime" : runtime));
    }

    private Archive at(Path path) {
        used.add(path);
        return read.computeIfAbsent(path.normalize(), Archives::read);
    }

    private static Archive read(Path path) {
        try {
            if (Files.isRegularFile(path))
                return Archive.of(isZip(path) ? Files.readAllBytes(path) : SteadyZip.ofFile(path));
            if (!Files.isDirectory(path)) throw new TemplateException("there is nothing at " + path);
            for (var project : PROJECTS)
                if (Files.exists(path.resolve(project)))
                    throw new TemplateException(path + " is a project and not a package; build it first, with sam build"
                            + " for SAM, and deploy what that made");
            return Archive.of(SteadyZip.ofDirectory(path));
        } catch (IOException e) {
            throw new TemplateException("cannot read " + path + ": " + e.getMessage());
        }
    }

    private static boolean isZip(Path path) {
        var name = path.toString();
        return name.endsWith(".zip") || name.endsWith(".jar");
    }
}
