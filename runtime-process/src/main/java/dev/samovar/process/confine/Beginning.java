package dev.samovar.process.confine;

/// When a child begins to run.
public enum Beginning {
    /// At once: it waits by itself for what it is to run.
    AT_ONCE("at-once"),
    /// Once it has its directories, in that of the code.
    INSIDE("inside");

    private final String word;

    Beginning(String word) {
        this.word = word;
    }

    /// What the shells above children call it.
    String word() {
        return word;
    }
}
