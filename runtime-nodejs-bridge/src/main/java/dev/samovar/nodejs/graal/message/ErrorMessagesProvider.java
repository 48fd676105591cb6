package dev.samovar.nodejs.graal.message;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/// Makes [ErrorMessages] known to GraalVM, which finds it as a service.
@TruffleInstrument.Registration(id = ErrorMessages.ID, name = "Error messages of V8")
public final class ErrorMessagesProvider extends TruffleInstrumentProvider {
    /// For the service loader.
    public ErrorMessagesProvider() {}

    @Override
    protected String getInstrumentClassName() {
        return ErrorMessages.class.getName();
    }

    @Override
    protected Object create() {
        return new ErrorMessages();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
        return List.of(ErrorMessages.class.getName());
    }
}
