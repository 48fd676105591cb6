package dev.samovar.examples;

import dev.samovar.Samovar;
import java.nio.file.Path;

/// The examples for Node.js inside this JVM.
final class ExamplesOnGraalJsTest extends NodeExamples {
    ExamplesOnGraalJsTest() {
        super("graaljs");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder;
    }

    @Override
    String read(Path file) {
        return "/var/task/" + file.getFileName();
    }
}
