package dev.samovar.api;

/// A request was refused: the control API's error, or that of an invocation for those who
/// asked with [Invocation#orThrow()].
public final class RequestRefusedException extends FunctionRuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    public RequestRefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.message(), null);
        this.refusal = refusal;
    }

    /// The error in the words of the Lambda API.
    public Refusal refusal() {
        return refusal;
    }
}
