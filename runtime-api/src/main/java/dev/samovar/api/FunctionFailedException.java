package dev.samovar.api;

/// A function failed; thrown only for those who asked with [Invocation#orThrow()].
public final class FunctionFailedException extends FunctionRuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    public FunctionFailedException(Fault fault) {
        super(fault.errorType() + ": " + fault.errorMessage(), null);
        this.fault = fault;
    }

    /// Why it failed.
    public Fault fault() {
        return fault;
    }
}
