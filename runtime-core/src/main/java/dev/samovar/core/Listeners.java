package dev.samovar.core;

import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.Report;
import dev.samovar.spi.Capacity;
import dev.samovar.spi.RuntimeListener;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells every listener. One that throws is reported and does no harm.
final class Listeners implements RuntimeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private final RuntimeListener[] all;

    Listeners(List<RuntimeListener> all) {
        this.all = all.toArray(RuntimeListener[]::new);
    }

    private void tell(Consumer<RuntimeListener> news) {
        for (var listener : all) {
            try {
                news.accept(listener);
            } catch (Throwable e) {
                LOG.warn(
                        "the listener {} failed; the invocation goes on",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    @Override
    public void refused(FunctionRef function, Refusal refusal) {
        tell(listener -> listener.refused(function, refusal));
    }

    @Override
    public void started(FunctionVersion version, @Nullable Qualifier qualifier, UUID requestId, Capacity capacity) {
        tell(listener -> listener.started(version, qualifier, requestId, capacity));
    }

    @Override
    public void engineChanged(FunctionVersion version) {
        tell(listener -> listener.engineChanged(version));
    }

    @Override
    public void deleted(FunctionName function) {
        tell(listener -> listener.deleted(function));
    }

    @Override
    public void eventAccepted(FunctionRef function) {
        tell(listener -> listener.eventAccepted(function));
    }

    @Override
    public void eventStarted(FunctionRef function, Duration age) {
        tell(listener -> listener.eventStarted(function, age));
    }

    @Override
    public void eventDropped(FunctionRef function, String why) {
        tell(listener -> listener.eventDropped(function, why));
    }

    @Override
    public void deliveryFailed(FunctionRef function, String arn, boolean deadLetter) {
        tell(listener -> listener.deliveryFailed(function, arn, deadLetter));
    }

    @Override
    public void closed() {
        tell(RuntimeListener::closed);
    }

    @Override
    public void provisioned(FunctionName function, Qualifier qualifier, int requested) {
        tell(listener -> listener.provisioned(function, qualifier, requested));
    }

    @Override
    public void ended(
            FunctionVersion version,
            @Nullable Qualifier qualifier,
            UUID requestId,
            Report report,
            @Nullable Fault fault,
            Capacity capacity) {
        tell(listener -> listener.ended(version, qualifier, requestId, report, fault, capacity));
    }

    @Override
    public void initialised(FunctionVersion version, Duration took, @Nullable Fault fault) {
        tell(listener -> listener.initialised(version, took, fault));
    }

    @Override
    public void environmentEnded(FunctionVersion version, String why) {
        tell(listener -> listener.environmentEnded(version, why));
    }

    @Override
    public void quarantined(FunctionVersion version, UUID requestId) {
        tell(listener -> listener.quarantined(version, requestId));
    }

    @Override
    public void released(FunctionVersion version, UUID requestId) {
        tell(listener -> listener.released(version, requestId));
    }
}
