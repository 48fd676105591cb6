package dev.samovar.core.catalog;

import dev.samovar.api.EventInvokeConfig;
import dev.samovar.api.EventInvokeConfig.Change;
import dev.samovar.api.EventInvokeConfigs;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.ledger.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What becomes of asynchronous events.
final class EventInvokeCatalog implements EventInvokeConfigs {
    private final PerQualifier<EventInvokeConfig> all;
    private final Functions functions;
    private final InstantSource clock;

    EventInvokeCatalog(Functions functions, InstantSource clock, Ledger ledger) {
        this.all = new PerQualifier<>(ledger.records("event-invoke", EventInvokeConfig.class));
        this.functions = functions;
        this.clock = clock;
    }

    @Override
    public EventInvokeConfig put(FunctionName function, @Nullable Qualifier qualifier, Change change) {
        return write(function, qualifier, change, (_, fresh) -> fresh);
    }

    @Override
    public EventInvokeConfig update(FunctionName function, @Nullable Qualifier qualifier, Change change) {
        return write(function, qualifier, change, (before, fresh) -> {
            if (before == null) throw missing(fresh.arn());
            return new EventInvokeConfig(
                    fresh.arn(),
                    change.maximumRetryAttempts() == null
                            ? before.maximumRetryAttempts()
                            : fresh.maximumRetryAttempts(),
                    change.maximumEventAgeSeconds() == null
                            ? before.maximumEventAgeSeconds()
                            : fresh.maximumEventAgeSeconds(),
                    change.onSuccess() == null ? before.onSuccess() : fresh.onSuccess(),
                    change.onFailure() == null ? before.onFailure() : fresh.onFailure(),
                    fresh.modified());
        });
    }

    private EventInvokeConfig write(
            FunctionName function,
            @Nullable Qualifier qualifier,
            Change change,
            BinaryOperator<@Nullable EventInvokeConfig> merge) {
        if (change.equals(new Change(null, null, null, null)))
            throw Refused.invalid("You must specify at least one of error handling or destination setting.");
        var key = PerQualifier.orLatest(qualifier);
        var arn = functions.arn(function, key);
        refuseItself(arn, change);
        new DestinationCheck(functions).check(emptyToNull(change.onSuccess()), emptyToNull(change.onFailure()));
        var written = all.change(function, key, before -> {
            requireThere(function);
            functions.require(function, qualifier);
            var fresh = new EventInvokeConfig(
                    arn,
                    change.maximumRetryAttempts(),
                    change.maximumEventAgeSeconds(),
                    emptyToNull(change.onSuccess()),
                    emptyToNull(change.onFailure()),
                    clock.instant());
            return merge.apply(before, fresh);
        });
        return Objects.requireNonNull(written);
    }

    /// A destination that is the function would call it for ever.
    private static void refuseItself(FunctionArn arn, Change change) {
        var bare = arn.unqualified().toString();
        for (var destination : new String[] {change.onSuccess(), change.onFailure()})
            if (destination != null && (destination.equals(bare) || destination.startsWith(bare + ":")))
                throw Refused.invalid("You can't specify the function as a destination for itself.");
    }

    private static @Nullable String emptyToNull(@Nullable String destination) {
        return destination == null || destination.isEmpty() ? null : destination;
    }

    @Override
    public EventInvokeConfig get(FunctionName function, @Nullable Qualifier qualifier) {
        var key = PerQualifier.orLatest(qualifier);
        var there = all.get(function, key);
        if (there == null) throw missing(functions.arn(function, key));
        return there;
    }

    @Nullable
    EventInvokeConfig find(FunctionName function, @Nullable Qualifier qualifier) {
        return all.get(function, PerQualifier.orLatest(qualifier));
    }

    @Override
    public void delete(FunctionName function, @Nullable Qualifier qualifier) {
        var key = PerQualifier.orLatest(qualifier);
        all.change(function, key, before -> {
            if (before == null) throw missing(functions.arn(function, key));
            return null;
        });
    }

    @Override
    public List<EventInvokeConfig> list(FunctionName function) {
        requireThere(function);
        return all.all(function);
    }

    private void requireThere(FunctionName function) {
        if (!functions.has(function, null)) throw Refused.notFound("The function doesn't exist.");
    }

    private static RequestRefusedException missing(FunctionArn arn) {
        return Refused.notFound("The function " + arn + " doesn't have an EventInvokeConfig");
    }

    void retain(BiPredicate<FunctionName, Qualifier> there) {
        all.retain(there);
    }

    void forget(FunctionName function) {
        all.forget(function);
    }

    void forget(FunctionName function, Qualifier qualifier) {
        all.forget(function, qualifier);
    }
}
