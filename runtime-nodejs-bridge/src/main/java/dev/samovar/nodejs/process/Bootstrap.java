package dev.samovar.nodejs.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The script that each child begins with: Lambda's runtime and what only a child needs, in one file, because
/// each file that Node opens costs time. A second, small file gives the first the name it has in stack traces.
///
/// They lie in `/var/runtime`, where `NODE_PATH` has `require` look: none may be one that a name without an ending
/// finds.
final class Bootstrap {
    private static final List<String> RUNTIME =
            List.of("errors", "console", "context", "handler", "receiver", "sdk", "store", "streaming", "runtime");
    private static final List<String> CHILD = List.of("frames", "output", "cache", "bootstrap");
    private static final String ENTRY = """
            'use strict';
            const { readFileSync } = require('fs');
            const { Script } = require('vm');
            const script = new Script(readFileSync(__dirname + '/index.cjs', 'utf8'), {
              filename: '/var/runtime/index.js',
              importModuleDynamically: (name) => import(name),
            });
            script.runInThisContext()(require, (name) => import(name), __dirname);
            """;

    private final Path directory;
    private final AtomicLong caches = new AtomicLong();
    private @Nullable Path file;

    /// @param directory of its own, made when it is needed
    Bootstrap(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /// A directory beside it, for what is computed of one function's code; not made yet.
    Path cache() {
        return directory.resolveSibling(directory.getFileName() + "-cache-" + caches.incrementAndGet());
    }

    /// The file to begin with, which is there from the first call on.
    synchronized Path file() {
        var there = file;
        if (there == null) {
            there = written();
            file = there;
        }
        return there;
    }

    private Path written() {
        var text = new StringBuilder("(function (require, load, __dirname) {\n'use strict';\nconst files = {\n");
        for (var name : RUNTIME) append(text, name, source("lambda/" + name));
        for (var name : CHILD) append(text, name, source("process/" + name));
        text.append("""
                };
                const loaded = new Map();
                function own(name) {
                  if (!name.startsWith('./')) return require(name);
                  if (!loaded.has(name)) {
                    const module = { exports: {} };
                    loaded.set(name, module);
                    files[name](module.exports, own, module);
                  }
                  return loaded.get(name).exports;
                }
                own('./bootstrap.js').begin(require, load);
                })
                """);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("index.cjs"), text);
            var rehearsal = Files.createDirectories(directory.resolve("rehearsal"));
            Files.writeString(rehearsal.resolve("index.js"), "exports.handler = async () => null;\n");
            return Files.writeString(directory.resolve("main.cjs"), ENTRY);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write what child processes begin with", e);
        }
    }

    private static void append(StringBuilder text, String name, String source) {
        text.append("'./")
                .append(name)
                .append(".js': function (exports, require, module) {")
                .append(source)
                .append("},\n");
    }

    private static String source(String name) {
        try (InputStream in = Bootstrap.class.getResourceAsStream("/dev/samovar/nodejs/" + name + ".js")) {
            if (in == null) throw new IllegalArgumentException("there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
