package dev.samovar.cli;

import dev.samovar.api.RuntimeId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runtime that a package looks made for, and what it was told by.
///
/// @param because a sentence's end, such as `since it holds Java classes`
record RuntimeGuess(RuntimeId runtime, String because) {
    private static final List<String> SCRIPTS = List.of(".js", ".mjs", ".cjs");

    /// Guesses from the names of a package's files, and from the handler if the user gave one.
    ///
    /// @param names sorted, `/` between their parts
    static Optional<RuntimeGuess> of(NavigableSet<String> names, @Nullable String handler) {
        for (var name : names) {
            if (name.endsWith(".class")) return guess("java25", "it holds Java classes");
            if (name.startsWith("lib/") && name.endsWith(".jar")) return guess("java25", "it holds jars in lib");
        }
        if (names.contains("bootstrap")) return guess("provided.al2023", "it holds a bootstrap");
        if (handler != null) {
            var script = scriptOf(handler);
            for (var end : SCRIPTS)
                if (names.contains(script + end)) return guess("nodejs22.x", "the handler's file is " + script + end);
            var module = pythonOf(handler);
            for (var file : List.of(module, module.replaceFirst("\\.py$", "/__init__.py")))
                if (names.contains(file)) return guess("python3.13", "the handler's file is " + file);
            var ruby = script + ".rb";
            if (names.contains(ruby)) return guess("ruby3.4", "the handler's file is " + ruby);
        }
        if (names.contains("lambda_function.py")) return guess("python3.13", "it holds lambda_function.py");
        if (names.contains("lambda_function.rb")) return guess("ruby3.4", "it holds lambda_function.rb");
        if (names.contains("package.json")) return guess("nodejs22.x", "it holds a package.json");
        for (var end : SCRIPTS) if (names.contains("index" + end)) return guess("nodejs22.x", "it holds index" + end);
        for (var name : names) {
            if (name.indexOf('/') >= 0) continue;
            if (name.endsWith(".py")) return guess("python3.13", "it holds " + name);
            if (name.endsWith(".rb")) return guess("ruby3.4", "it holds " + name);
        }
        return Optional.empty();
    }

    private static Optional<RuntimeGuess> guess(String runtime, String because) {
        return Optional.of(new RuntimeGuess(new RuntimeId(runtime), "since " + because));
    }

    /// The path without its end of the script that `dir/file.function` names. What follows the first dot is the
    /// function, which may be a member of an export.
    private static String scriptOf(String handler) {
        int dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
        return dot < 0 ? "" : handler.substring(0, dot);
    }

    /// The path of the module that `dir.module.function` names; Python takes dots and slashes for the same.
    private static String pythonOf(String handler) {
        int dot = handler.lastIndexOf('.');
        return dot < 0 ? "" : handler.substring(0, dot).replace('.', '/') + ".py";
    }
}
