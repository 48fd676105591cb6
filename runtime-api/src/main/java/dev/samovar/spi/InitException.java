package dev.samovar.spi;

import dev.samovar.api.Fault;

/// A function could not be initialised; carries what the caller of the next invocation is told.
public final class InitException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    public InitException(Fault fault) {
        super(fault.errorType() + ": " + fault.errorMessage());
        this.fault = fault;
    }

    /// The fault.
    public Fault fault() {
        return fault;
    }
}
