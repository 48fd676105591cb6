package dev.samovar.nodejs.graal;

/// What became of a file of Node's tests.
sealed interface NodeTestOutcome {
    /// It ended as it should.
    record Passed() implements NodeTestOutcome {}

    /// It did not.
    ///
    /// @param line the first that tells why
    /// @param output all that it wrote
    record Failed(String line, String output) implements NodeTestOutcome {}

    /// It says nothing about this engine.
    record Inapplicable(String reason) implements NodeTestOutcome {}

    /// The Node whose library this is fails it as well.
    record Newer() implements NodeTestOutcome {}
}
