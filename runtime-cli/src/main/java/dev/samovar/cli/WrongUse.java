package dev.samovar.cli;

/// A command line that cannot be followed. Its message names the thing and the way out.
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUse(String message) {
        super(message);
    }
}
