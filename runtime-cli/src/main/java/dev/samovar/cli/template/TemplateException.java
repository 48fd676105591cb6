package dev.samovar.cli.template;

/// A template that cannot be followed. Its message names the thing and the way out.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TemplateException(String message) {
        super(message);
    }

    /// The same, with what it is about.
    public TemplateException about(String subject) {
        return new TemplateException(subject + ": " + getMessage());
    }
}
