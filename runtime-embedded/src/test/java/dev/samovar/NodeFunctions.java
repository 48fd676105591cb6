package dev.samovar;

import dev.samovar.api.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Node.js functions for tests, written to directories.
final class NodeFunctions {
    private NodeFunctions() {}

    /// The function that obeys the bridges' contract.
    static FunctionSpec contract(Path directory, String name) {
        return function(directory.resolve("contract"), name, Map.of("index.js", """
                const fs = require('fs');
                let count = 0;
                exports.handler = async (event) => {
                  switch (event.do) {
                    case 'echo': return event.text;
                    case 'nothing': return;
                    case 'fail': throw new Error(event.text);
                    case 'count': return ++count;
                    case 'log': console.log(event.text); return;
                    case 'variable': return process.env[event.text];
                    case 'write': fs.writeFileSync('/tmp/note', event.text); return;
                    case 'read': return fs.existsSync('/tmp/note') ? fs.readFileSync('/tmp/note', 'utf8') : undefined;
                    case 'loop': for (;;) { try { count++; } catch { count--; } }
                    case 'large': return 'x'.repeat(7000000);
                    case 'wait': return new Promise((resolve) => setTimeout(resolve, 300));
                  }
                };
                """));
    }

    /// A function of these files, whose handler is `index.handler`.
    static FunctionSpec function(Path root, String name, Map<String, String> files) {
        write(root, files);
        return FunctionSpec.node(name, root).handler("index.handler");
    }

    /// Writes files into a directory.
    static void write(Path root, Map<String, String> files) {
        files.forEach((file, text) -> write(root.resolve(file), text));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
