package dev.samovar.nodejs.graal.reach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which file a module's name means, seen from another file.
///
/// Where `require` and `import` differ, the more lenient of both is taken: what is found in vain costs little.
///
/// Source: Node.js documentation, "Modules: CommonJS modules", "All together", and "Modules: ECMAScript
/// modules", "Resolution algorithm".
final class Resolution {
    private static final List<String> ENDINGS = List.of("", ".js", ".json", ".node", ".mjs", ".cjs");
    private static final List<String> REQUIRE = List.of("node", "require", "module-sync", "node-addons", "default");
    private static final List<String> IMPORT = List.of("node", "import", "module-sync", "node-addons", "default");

    /// Files of this name that are larger are data, and not read into memory.
    private static final long LARGEST_JSON = 4 << 20;

    private final PackageFiles files;
    private final List<String> more;
    private final Map<String, Optional<PackageJson>> known = new HashMap<>();

    /// @param more directories with modules that `NODE_PATH` names
    Resolution(PackageFiles files, List<String> more) {
        this.files = files;
        this.more = more;
    }

    /// @param from the file that asks
    Optional<String> resolve(Mentions.Request request, String from) {
        var specifier = request.specifier();
        var conditions = request.isRequire() ? REQUIRE : IMPORT;
        if (specifier.startsWith("/")) return fileOrDirectory(normal(specifier));
        if (specifier.equals(".")
                || specifier.startsWith("./")
                || specifier.equals("..")
                || specifier.startsWith("../")) return fileOrDirectory(normal(directoryOf(from) + "/" + specifier));
        if (specifier.startsWith("#")) return inner(specifier, from, conditions);
        return bare(specifier, from, conditions);
    }

    private Optional<String> inner(String specifier, String from, List<String> conditions) {
        return scopeOf(from)
                .flatMap(scope -> json(scope)
                        .flatMap(json -> json.mapped("imports", specifier, conditions))
                        .flatMap(target -> target.startsWith("./")
                                ? fileOrDirectory(normal(scope + "/" + target))
                                : bare(target, from, conditions)));
    }

    private Optional<String> bare(String specifier, String from, List<String> conditions) {
        int slash = specifier.indexOf('/', specifier.startsWith("@") ? specifier.indexOf('/') + 1 : 0);
        var name = slash < 0 ? specifier : specifier.substring(0, slash);
        var key = slash < 0 ? "." : "." + specifier.substring(slash);
        var self = scopeOf(from)
                .filter(scope -> json(scope)
                        .filter(json -> json.has("exports")
                                && json.text("name").filter(name::equals).isPresent())
                        .isPresent());
        if (self.isPresent()) return inPackage(self.get(), key, conditions);
        for (var modules : moduleDirectories(from)) {
            var directory = modules + "/" + name;
            if (!files.isDirectory(directory)) continue;
            var found = inPackage(directory, key, conditions);
            if (found.isPresent()) return found;
        }
        return more.stream()
                .flatMap(modules -> fileOrDirectory(modules + "/" + specifier).stream())
                .findFirst();
    }

    private Optional<String> inPackage(String directory, String key, List<String> conditions) {
        var json = json(directory);
        if (json.isPresent() && json.get().has("exports"))
            return json.get()
                    .mapped("exports", key, conditions)
                    .map(target -> normal(directory + "/" + target))
                    .filter(files::isFile)
                    .map(files::real);
        return fileOrDirectory(key.equals(".") ? directory : directory + key.substring(1));
    }

    private List<String> moduleDirectories(String from) {
        var all = new ArrayList<String>();
        for (var directory = directoryOf(from); ; directory = directoryOf(directory)) {
            if (!directory.endsWith("/node_modules")) all.add(directory + "/node_modules");
            if (directory.isEmpty()) break;
        }
        all.addAll(more);
        return all;
    }

    private Optional<String> fileOrDirectory(String path) {
        for (var ending : ENDINGS) if (files.isFile(path + ending)) return Optional.of(files.real(path + ending));
        if (!files.isDirectory(path)) return Optional.empty();
        var main = json(path).flatMap(json -> json.text("main")).map(target -> normal(path + "/" + target));
        if (main.isPresent() && !main.get().equals(path)) {
            for (var ending : ENDINGS)
                if (files.isFile(main.get() + ending)) return Optional.of(files.real(main.get() + ending));
            var index = index(main.get());
            if (index.isPresent()) return index;
        }
        return index(path);
    }

    private Optional<String> index(String directory) {
        return ENDINGS.stream()
                .skip(1)
                .map(ending -> directory + "/index" + ending)
                .filter(files::isFile)
                .map(files::real)
                .findFirst();
    }

    /// The directory of the nearest `package.json`.
    private Optional<String> scopeOf(String from) {
        for (var directory = directoryOf(from); !directory.isEmpty(); directory = directoryOf(directory))
            if (json(directory).isPresent()) return Optional.of(directory);
        return Optional.empty();
    }

    /// Whether `.js` files there are modules.
    boolean isModule(String from) {
        return scopeOf(from).flatMap(this::json).filter(PackageJson::isModule).isPresent();
    }

    private Optional<PackageJson> json(String directory) {
        return known.computeIfAbsent(directory, this::read);
    }

    private Optional<PackageJson> read(String directory) {
        var path = directory + "/package.json";
        if (!files.isFile(path)) return Optional.empty();
        try {
            if (files.size(path) > LARGEST_JSON) return Optional.empty();
            return PackageJson.parse(files.text(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String directoryOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String normal(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) parts.removeLast();
            else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) parts.add(part);
        }
        return "/" + String.join("/", parts);
    }
}
