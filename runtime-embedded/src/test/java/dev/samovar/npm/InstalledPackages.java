package dev.samovar.npm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A directory into which npm installed what its lock file says, and functions made of parts of it.
record InstalledPackages(Path root, JsonNode lock) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REQUEST = Pattern.compile("(?:require\\(|from )'((?:@[\\w.-]+/)?[\\w.-]+)[^']*'");

    static InstalledPackages at(Path root) throws IOException {
        return new InstalledPackages(root, JSON.readTree(Files.readString(root.resolve("package-lock.json"))));
    }

    /// A function's code: a handler as its index file, and the packages that it needs.
    Path function(Path handler, Path to) throws IOException {
        var name = handler.getFileName().toString();
        Files.createDirectories(to);
        var text = Files.readString(handler);
        Files.writeString(to.resolve("index" + name.substring(name.lastIndexOf('.'))), text);
        for (var place : needed(text)) link(root.resolve(place), to.resolve(place));
        return to;
    }

    /// Where the packages are that a source asks for, and those that they need.
    private Set<String> needed(String text) {
        var all = new LinkedHashSet<String>();
        var left = new ArrayDeque<String>();
        REQUEST.matcher(text)
                .results()
                .forEach(found -> place("", found.group(1)).ifPresent(left::add));
        while (!left.isEmpty()) {
            var at = left.poll();
            if (!all.add(at)) continue;
            for (var kind : new String[] {"dependencies", "optionalDependencies", "peerDependencies"})
                for (var name : packages().path(at).path(kind).propertyNames())
                    place(at, name).ifPresent(left::add);
        }
        return all;
    }

    private JsonNode packages() {
        return lock.path("packages");
    }

    /// Where a package is that another one asks for.
    private Optional<String> place(String from, String name) {
        for (var at = from; ; at = at.substring(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
            var place = (at.isEmpty() ? "" : at + "/") + "node_modules/" + name;
            if (packages().has(place) && Files.isDirectory(root.resolve(place))) return Optional.of(place);
            if (at.isEmpty()) return Optional.empty();
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else if (!Files.exists(target)) Files.createLink(target, file);
            }
        }
    }
}
