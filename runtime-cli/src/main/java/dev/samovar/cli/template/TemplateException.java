package dev.samovar.cli.template;

/// A template that cannot be followed. Its message names the thing and the way out.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean placed;

    public TemplateException(String message) {
        this(message, false);
    }

    private TemplateException(String message, boolean placed) {
        super(message);
        this.placed = placed;
    }

    /// The same, with what it is about; what is closest is named.
    public TemplateException about(String subject) {
        return placed ? this : new TemplateException(subject + ": " + getMessage(), true);
    }
}
