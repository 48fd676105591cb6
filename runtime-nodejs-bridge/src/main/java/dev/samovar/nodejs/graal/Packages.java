package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.reach.Reach;
import dev.samovar.spi.Deployment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The packages of functions: what their code reaches, and its sources, which versions with the same code share.
final class Packages {
    private static final class Shared {
        final SourceCache sources = new SourceCache();
        int users;
    }

    private final Set<String> builtins;
    private final GraalJsOptions options;
    private final SourceParser parser;
    private final Map<String, Shared> shared = new HashMap<>();

    Packages(Set<String> builtins, GraalJsOptions options, SourceParser parser) {
        this.builtins = builtins;
        this.options = options;
        this.parser = parser;
    }

    Reach reach(Deployment deployment) {
        var spec = deployment.spec();
        var standard = spec.runtime().nodePath().orElseThrow();
        var nodePath =
                List.of(spec.environment().getOrDefault("NODE_PATH", standard).split(":", -1));
        return Reach.of(files(deployment), spec.handler(), builtins, nodePath, options.sourceBudget());
    }

    private static JailedFiles files(Deployment deployment) {
        var directories = new HashMap<String, Path>();
        if (deployment.taskRoot() != null) directories.put("/var/task", deployment.taskRoot());
        deployment.optionalLayerRoot().ifPresent(root -> directories.put("/opt", root));
        return new JailedFiles(new Jail(Map.copyOf(directories)));
    }

    /// A version's code, every source that it is seen to reach parsed.
    GraalJsProgram prepare(Deployment deployment) {
        var key = deployment.spec().handler() + " " + deployment.digest();
        Shared there;
        boolean isNew;
        synchronized (shared) {
            there = shared.computeIfAbsent(key, _ -> new Shared());
            isNew = there.users++ == 0;
        }
        try {
            if (isNew) parser.parse(reach(deployment).sources(), files(deployment), there.sources);
        } catch (RuntimeException | Error e) {
            leave(key, there);
            throw e;
        }
        return new GraalJsProgram(there.sources, new Experience(options.cpuBudget()), () -> leave(key, there));
    }

    private void leave(String key, Shared there) {
        synchronized (shared) {
            if (--there.users == 0) shared.remove(key, there);
        }
    }
}
