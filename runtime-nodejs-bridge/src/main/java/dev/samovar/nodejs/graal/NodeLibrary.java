package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The JavaScript that every context runs: Node's own library, which the build takes from a Node
/// distribution, and our bindings under it. A source is read once and parsed once for each engine.
final class NodeLibrary {
    private final ConcurrentHashMap<String, Source> sources = new ConcurrentHashMap<>();
    private final List<String> ids = List.of(text("node/index.txt").strip().split("\n"));

    /// The names of Node's modules, public and internal.
    List<String> ids() {
        return ids;
    }

    /// A module of Node's as a function of what Node passes to it.
    Source module(String id) {
        return sources.computeIfAbsent(
                id,
                key -> source(
                        "(function (" + parameters(key) + ") {"
                                + LibraryChanges.changed(key, text("node/" + key + ".js")) + "\n})",
                        "node:" + key));
    }

    /// Whether there is a script of ours of this name.
    boolean has(String name) {
        return NodeLibrary.class.getResource("/dev/samovar/nodejs/graal/" + name + ".js") != null;
    }

    /// One of our own scripts, whose value is a function.
    Source own(String name) {
        return sources.computeIfAbsent("graal/" + name, key -> source(text(key + ".js"), "samovar:" + name));
    }

    /// A file of Lambda's runtime, as a function of what CommonJS passes to it.
    Source lambda(String name) {
        return sources.computeIfAbsent(
                "lambda/" + name,
                key -> source("(function (exports, require, module) {" + text(key + ".js") + "\n})", "samovar:" + key));
    }

    /// Data that comes with Node's library, as JSON.
    String data(String name) {
        return text("node/" + name + ".json");
    }

    private static String parameters(String id) {
        if (id.startsWith("internal/per_context/")) return "exports, primordials, privateSymbols, perIsolateSymbols";
        if (id.equals("internal/bootstrap/realm")) return "process, getLinkedBinding, getInternalBinding, primordials";
        if (id.startsWith("internal/bootstrap/") || id.startsWith("internal/main/"))
            return "process, require, internalBinding, primordials";
        return "exports, require, module, process, internalBinding, primordials";
    }

    /// Frames of Node's own files show in stack traces, as they do in Node; ours do not.
    private static Source source(String text, String name) {
        return Source.newBuilder("js", text, name)
                .internal(!name.startsWith("node:"))
                .build();
    }

    private static String text(String name) {
        try (InputStream in = NodeLibrary.class.getResourceAsStream("/dev/samovar/nodejs/" + name)) {
            if (in == null) throw new IllegalArgumentException("there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
