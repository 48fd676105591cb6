package dev.samovar.nodejs.graal.reach;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files that a function can come to run, followed from its handler's file.
///
/// @param sources those with JavaScript, and of which kind each is
/// @param objection why engine graaljs is not the place for them, as a sentence without its end; empty if it is
public record Reach(Map<String, Kind> sources, Optional<String> objection) {
    /// Node's modules that this engine lacks or has in name only.
    private static final Set<String> LACKING = Set.of(
            "child_process",
            "cluster",
            "dgram",
            "http2",
            "inspector",
            "inspector/promises",
            "repl",
            "sea",
            "sqlite",
            "test",
            "test/reporters",
            "trace_events",
            "wasi",
            "worker_threads");

    /// Of these, what packages load in passing and use only when they are told to.
    private static final Set<String> LOADED_IN_PASSING = Set.of("http2");

    /// Node's modules that have their name only behind `node:`.
    private static final Set<String> WITH_PREFIX_ALONE = Set.of("sea", "sqlite", "test", "test/reporters");

    /// Packages that do nothing but load native add-ons.
    private static final Set<String> ADD_ON_LOADERS = Set.of(
            "bindings",
            "node-gyp-build",
            "node-gyp-build-optional-packages",
            "@mapbox/node-pre-gyp",
            "prebuild-install");

    private static final String TASK = "/var/task";

    /// How a source is loaded.
    public enum Kind {
        /// With `require`.
        COMMONJS,
        /// With `import`.
        MODULE
    }

    /// Follows what a handler's file asks for, until there is an objection.
    ///
    /// @param handler the handler, as Lambda takes it
    /// @param builtins the names of Node's modules
    /// @param nodePath the directories of `NODE_PATH`
    /// @param budget the most bytes of source that may be reached
    public static Reach of(
            PackageFiles files, String handler, Set<String> builtins, List<String> nodePath, long budget) {
        return new Walk(files, builtins, nodePath, budget).from(handler);
    }

    private static final class Walk {
        private final PackageFiles files;
        private final Set<String> builtins;
        private final Resolution resolution;
        private final long budget;
        private final Map<String, Kind> sources = new HashMap<>();
        private final ArrayDeque<String> next = new ArrayDeque<>();
        private long bytes;
        private boolean tookAll;
        private Optional<String> objection = Optional.empty();

        Walk(PackageFiles files, Set<String> builtins, List<String> nodePath, long budget) {
            this.files = files;
            this.builtins = builtins;
            this.resolution = new Resolution(files, nodePath);
            this.budget = budget;
        }

        Reach from(String handler) {
            int slash = handler.lastIndexOf('/') + 1;
            int dot = handler.indexOf('.', slash);
            var file = dot < 0 ? handler : handler.substring(0, dot);
            resolution
                    .resolve(new Mentions.Request("./" + file, true), TASK + "/handler")
                    .or(() -> resolution.resolve(new Mentions.Request(file, true), TASK + "/handler"))
                    .ifPresent(next::add);
            while (!next.isEmpty() && objection.isEmpty()) look(next.poll());
            return new Reach(Map.copyOf(sources), objection);
        }

        private void look(String path) {
            if (sources.containsKey(path)) return;
            if (path.endsWith(".node")) {
                objection = Optional.of(shown(path) + " is a native add-on");
                return;
            }
            try {
                if (path.endsWith(".json")) return;
                bytes += files.size(path);
                if (bytes > budget) {
                    objection = Optional.of("it reaches more than " + budget / 1024
                            + " KiB of source, which take long to load on engine graaljs");
                    return;
                }
                sources.put(path, kindOf(path));
                follow(path, Mentions.of(files.text(path)));
            } catch (IOException e) {
                // It cannot be loaded either, and loading tells.
            }
        }

        private Kind kindOf(String path) {
            if (path.endsWith(".mjs")) return Kind.MODULE;
            return !path.endsWith(".cjs") && resolution.isModule(path) ? Kind.MODULE : Kind.COMMONJS;
        }

        private void follow(String path, Mentions mentions) {
            boolean isOwn = !path.contains("/node_modules/");
            if (mentions.webAssembly())
                objection = Optional.of(shown(path) + " uses WebAssembly, which engine graaljs lacks");
            for (var request : mentions.modules()) {
                var builtin = builtin(request.specifier());
                if (builtin.isPresent()) {
                    if (isMissed(builtin.get(), isOwn))
                        objection =
                                Optional.of(shown(path) + " uses " + builtin.get() + ", which engine graaljs lacks");
                } else if (ADD_ON_LOADERS.contains(request.specifier())) {
                    objection = Optional.of(shown(path) + " loads a native add-on");
                } else {
                    resolution.resolve(request, path).ifPresent(next::add);
                }
            }
            if (mentions.computed() && isOwn && !tookAll) {
                tookAll = true;
                takeAll(Resolution.directoryOf(path).startsWith(TASK) ? TASK : Resolution.directoryOf(path));
            }
        }

        private static boolean isMissed(String builtin, boolean isOwn) {
            return LACKING.contains(builtin) && (isOwn || !LOADED_IN_PASSING.contains(builtin));
        }

        private Optional<String> builtin(String specifier) {
            if (specifier.startsWith("node:")) return Optional.of(specifier.substring("node:".length()));
            return builtins.contains(specifier) && !WITH_PREFIX_ALONE.contains(specifier)
                    ? Optional.of(specifier)
                    : Optional.empty();
        }

        /// A name that is computed can be that of any file of the function's own.
        private void takeAll(String directory) {
            var left = new ArrayDeque<>(List.of(directory));
            var seen = new HashSet<>(left);
            while (!left.isEmpty() && next.size() < 10_000) {
                var at = left.poll();
                for (var name : new ArrayList<>(files.list(at))) {
                    var path = at + "/" + name;
                    if (files.isDirectory(path)) {
                        if (name.equals("node_modules") || name.startsWith(".")) continue;
                        var real = files.real(path);
                        if (seen.add(real)) left.add(real);
                    } else if (name.matches(".*\\.[cm]?js|.*\\.node")) {
                        next.add(files.real(path));
                    }
                }
            }
        }

        private static String shown(String path) {
            return path.startsWith(TASK + "/") ? path.substring(TASK.length() + 1) : path;
        }
    }
}
