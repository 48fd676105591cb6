package dev.samovar;

import java.util.function.UnaryOperator;

/// An engine that runs Node.js functions.
///
/// @param name its name
/// @param assembly adds to a runtime what the engine needs
record NodeEngine(String name, UnaryOperator<Samovar> assembly) {
    /// Node inside this JVM.
    static final NodeEngine GRAALJS = new NodeEngine("graaljs", builder -> builder);

    Samovar on(Samovar builder) {
        return assembly.apply(builder);
    }
}
