package dev.samovar.java;

import dev.samovar.java.instrument.InstrumentedCode;
import dev.samovar.spi.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Instrumented code by package and layers, shared by every version that has the same, and closed after the last one.
final class CodeCache {
    private final Map<String, Shared> all = new HashMap<>();

    /// Instrumented code and how many versions use it.
    final class Shared implements AutoCloseable {
        private final String digest;
        private final InstrumentedCode code;
        private int users;

        private Shared(String digest, InstrumentedCode code) {
            this.digest = digest;
            this.code = code;
        }

        InstrumentedCode code() {
            return code;
        }

        @Override
        public void close() {
            release(this);
        }
    }

    /// The code of a deployment, instrumented now unless it was before. Close what it answers once.
    Shared open(Deployment deployment) throws IOException {
        var shared = take(deployment);
        shared.code().instrumentAll();
        return shared;
    }

    private synchronized Shared take(Deployment deployment) throws IOException {
        var shared = all.get(deployment.digest());
        if (shared == null) {
            shared = new Shared(deployment.digest(), InstrumentedCode.over(classPath(deployment)));
            all.put(deployment.digest(), shared);
        }
        shared.users++;
        return shared;
    }

    private synchronized void release(Shared shared) {
        if (--shared.users > 0 || !all.remove(shared.digest, shared)) return;
        close(shared);
    }

    private static void close(Shared shared) {
        try {
            shared.code.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the code " + shared.digest, e);
        }
    }

    synchronized void close() {
        all.values().forEach(CodeCache::close);
        all.clear();
    }

    /// The class path as Lambda makes it: `/var/task`, `/var/task/lib/*.jar`, `/opt/java/lib/*.jar`, jars by name.
    private static List<Path> classPath(Deployment deployment) throws IOException {
        var path = new ArrayList<Path>();
        var task = deployment.taskRoot();
        if (task != null) {
            path.add(task);
            path.addAll(jarsIn(task.resolve("lib")));
        }
        var layers = deployment.layerRoot();
        if (layers != null) path.addAll(jarsIn(layers.resolve("java").resolve("lib")));
        return path;
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
