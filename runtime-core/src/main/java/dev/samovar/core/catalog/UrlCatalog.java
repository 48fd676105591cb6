package dev.samovar.core.catalog;

import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrls;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Function URLs. The one of an alias outlives it, and goes with the function.
final class UrlCatalog implements FunctionUrls {
    private final PerQualifier<FunctionUrl> all;

    /// What ids stand for. One that is not there any more finds nothing in `all`.
    private final Map<String, FunctionArn> byId = new ConcurrentHashMap<>();

    private final Functions functions;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    UrlCatalog(Functions functions, InstantSource clock, Supplier<UUID> ids, Ledger ledger) {
        this.all = new PerQualifier<>(ledger.records("url", FunctionUrl.class));
        all.all().forEach(url -> byId.put(url.id(), url.arn()));
        this.functions = functions;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public FunctionUrl create(
            FunctionName function,
            @Nullable AliasName alias,
            FunctionUrl.AuthType authType,
            FunctionUrl.@Nullable Cors cors,
            FunctionUrl.InvokeMode invokeMode) {
        return change(function, alias, before -> {
            requireThere(function, alias);
            var arn = functions.arn(function, alias);
            if (before != null)
                throw Refused.conflict("Failed to create function url config for [functionArn = " + arn
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
            var id = ids.get().toString().replace("-", "");
            return new FunctionUrl(arn, id, authType, cors, invokeMode, now(), now());
        });
    }

    @Override
    public FunctionUrl get(FunctionName function, @Nullable AliasName alias) {
        var there = all.get(function, PerQualifier.orLatest(alias));
        if (there != null) return there;
        requireThere(function, alias);
        throw missing();
    }

    private void requireThere(FunctionName function, @Nullable AliasName alias) {
        if (!functions.has(function, alias)) throw Refused.notFound("Function does not exist");
    }

    @Override
    public FunctionUrl update(FunctionName function, @Nullable AliasName alias, UnaryOperator<FunctionUrl> change) {
        return change(function, alias, before -> {
            if (before == null) throw missing();
            return change.apply(before).modified(now());
        });
    }

    private FunctionUrl change(
            FunctionName function, @Nullable AliasName alias, UnaryOperator<@Nullable FunctionUrl> change) {
        var changed = all.change(function, PerQualifier.orLatest(alias), before -> {
            var after = Objects.requireNonNull(change.apply(before));
            byId.put(after.id(), after.arn());
            return after;
        });
        return Objects.requireNonNull(changed);
    }

    @Override
    public void delete(FunctionName function, @Nullable AliasName alias) {
        var before = all.get(function, PerQualifier.orLatest(alias));
        if (before == null) throw missing();
        all.change(function, PerQualifier.orLatest(alias), there -> {
            if (there == null) throw missing();
            return null;
        });
        byId.remove(before.id());
    }

    @Override
    public List<FunctionUrl> list(FunctionName function) {
        requireThere(function, null);
        return all.all(function);
    }

    @Override
    public Optional<FunctionUrl> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .map(arn -> all.get(arn.name(), PerQualifier.orLatest(arn.qualifier())))
                .filter(url -> url.id().equals(id));
    }

    void retain(BiPredicate<FunctionName, Qualifier> there) {
        all.retain(there);
    }

    void forget(FunctionName function) {
        all.all(function).forEach(url -> byId.remove(url.id()));
        all.forget(function);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RequestRefusedException missing() {
        return Refused.notFound("The resource you requested does not exist.");
    }
}
