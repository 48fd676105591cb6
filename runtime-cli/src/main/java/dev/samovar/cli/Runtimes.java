package dev.samovar.cli;

import dev.samovar.api.RuntimeId;
import java.util.List;
import java.util.Optional;

/// The runtime identifiers of Lambda, and which of them run in this version.
final class Runtimes {
    /// Those that run here.
    static final List<String> HERE = RuntimeId.creatable().stream()
            .filter(name -> isOfAFamily(new RuntimeId(name)))
            .toList();

    /// Lambda's other families, by how their identifiers begin.
    private static final List<String> LATER = List.of("nodejs", "java", "python", "provided", "ruby", "dotnet", "go1");

    private Runtimes() {}

    private static boolean isOfAFamily(RuntimeId runtime) {
        return runtime.isJava()
                || runtime.isCustom()
                || runtime.nodeMajor().isPresent()
                || runtime.pythonMinor().isPresent()
                || runtime.rubyVersion().isPresent();
    }

    /// A runtime that the user named.
    ///
    /// @throws WrongUse if Lambda has no such runtime
    static RuntimeId named(String text) {
        boolean known = HERE.contains(text) || LATER.stream().anyMatch(text::startsWith);
        if (!known) throw new WrongUse("there is no runtime '" + text + "'; those that run here are " + list());
        return new RuntimeId(text);
    }

    /// Whether a runtime of Lambda's runs here.
    static boolean runsHere(RuntimeId runtime) {
        return HERE.contains(runtime.value());
    }

    /// Why a runtime of Lambda's does not run here.
    static String notYet(RuntimeId runtime) {
        return doubt(runtime.value()).orElseThrow();
    }

    /// What speaks against a runtime at an endpoint of this version; empty if nothing does.
    static Optional<String> doubt(String runtime) {
        return HERE.contains(runtime)
                ? Optional.empty()
                : Optional.of(
                        "runtime " + runtime + " does not run in this version of Samovar; those that do are " + list());
    }

    private static String list() {
        int last = HERE.size() - 1;
        return String.join(", ", HERE.subList(0, last)) + " and " + HERE.get(last);
    }
}
