package dev.samovar.core.catalog;

import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrls;
import dev.samovar.api.RequestRefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Function URLs, in memory. The one of an alias outlives it, and goes with the function.
final class UrlCatalog implements FunctionUrls {
    private final PerQualifier<FunctionUrl> all = new PerQualifier<>();
    private final Map<String, FunctionUrl> byId = new ConcurrentHashMap<>();
    private final Functions functions;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    UrlCatalog(Functions functions, InstantSource clock, Supplier<UUID> ids) {
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
            functions.require(function, alias);
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
        if (there == null) throw missing();
        return there;
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
            var after = change.apply(before);
            if (after != null) byId.put(after.id(), after);
            return after;
        });
        return Objects.requireNonNull(changed);
    }

    @Override
    public void delete(FunctionName function, @Nullable AliasName alias) {
        all.change(function, PerQualifier.orLatest(alias), before -> {
            if (before == null) throw missing();
            byId.remove(before.id());
            return null;
        });
    }

    @Override
    public List<FunctionUrl> list(FunctionName function) {
        functions.require(function, null);
        return all.all(function);
    }

    @Override
    public Optional<FunctionUrl> find(String id) {
        return Optional.ofNullable(byId.get(id));
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
