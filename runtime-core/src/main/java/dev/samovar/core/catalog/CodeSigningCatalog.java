package dev.samovar.core.catalog;

import dev.samovar.api.CodeSigningConfig;
import dev.samovar.api.CodeSigningConfigs;
import dev.samovar.api.FunctionName;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Code signing configurations and their functions.
final class CodeSigningCatalog implements CodeSigningConfigs {
    private static final int ID_LENGTH = 17;

    private final Map<String, CodeSigningConfig> configs = new TreeMap<>();
    private final Map<FunctionName, String> used = new TreeMap<>();
    private final Functions functions;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Consumer<String> gone;
    private final Records<CodeSigningConfig> configRecords;
    private final Records<String> usedRecords;

    /// @param gone hears of an ARN that means nothing any more
    CodeSigningCatalog(
            Functions functions, InstantSource clock, Supplier<UUID> ids, Ledger ledger, Consumer<String> gone) {
        this.functions = functions;
        this.clock = clock;
        this.ids = ids;
        this.gone = gone;
        this.configRecords = ledger.records("code-signing", CodeSigningConfig.class);
        this.usedRecords = ledger.records("code-signing-of", String.class);
        configs.putAll(configRecords.found());
        usedRecords.found().forEach((function, arn) -> used.put(new FunctionName(function), arn));
    }

    @Override
    public synchronized CodeSigningConfig create(
            @Nullable String description, List<String> allowedPublishers, CodeSigningConfig.Untrusted untrusted) {
        var account = functions.account();
        var id = ids.get().toString().replace("-", "").substring(0, ID_LENGTH);
        var arn = "arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id()
                + ":code-signing-config:csc-" + id;
        var made = new CodeSigningConfig(arn, description, allowedPublishers, untrusted, clock.instant());
        configRecords.put(arn, made);
        configs.put(arn, made);
        return made;
    }

    synchronized boolean has(String arn) {
        return configs.containsKey(arn);
    }

    @Override
    public synchronized CodeSigningConfig get(String arn) {
        var there = configs.get(arn);
        if (there == null)
            throw Refused.notFound("The Lambda code signing configuration " + arn + " can not be found.");
        return there;
    }

    @Override
    public synchronized CodeSigningConfig update(String arn, UnaryOperator<CodeSigningConfig> change) {
        var changed = change.apply(get(arn)).modified(clock.instant());
        configRecords.put(arn, changed);
        configs.put(arn, changed);
        return changed;
    }

    @Override
    public synchronized void delete(String arn) {
        var _ = get(arn);
        if (used.containsValue(arn))
            throw Refused.conflict("The code signing configuration is used by functions: " + functionsOf(arn) + ".");
        configRecords.remove(arn);
        configs.remove(arn);
        gone.accept(arn);
    }

    @Override
    public synchronized List<CodeSigningConfig> list() {
        return List.copyOf(configs.values());
    }

    @Override
    public synchronized List<FunctionName> functionsOf(String arn) {
        var _ = get(arn);
        return used.entrySet().stream()
                .filter(entry -> entry.getValue().equals(arn))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized void put(FunctionName function, String arn) {
        functions.require(function, null);
        if (!configs.containsKey(arn))
            throw Refused.of(
                    404,
                    "CodeSigningConfigNotFoundException",
                    "The code signing configuration cannot be found. Check that the provided configuration is not"
                            + " deleted: " + arn + ".");
        usedRecords.put(function.value(), arn);
        used.put(function, arn);
    }

    @Override
    public synchronized Optional<String> of(FunctionName function) {
        functions.require(function, null);
        return Optional.ofNullable(used.get(function));
    }

    @Override
    public synchronized void remove(FunctionName function) {
        functions.require(function, null);
        if (used.containsKey(function)) usedRecords.remove(function.value());
        used.remove(function);
    }

    synchronized void retain(Predicate<FunctionName> there) {
        for (var function : List.copyOf(used.keySet())) if (!there.test(function)) forget(function);
    }

    synchronized void forget(FunctionName function) {
        if (!used.containsKey(function)) return;
        usedRecords.removeSoon(function.value());
        used.remove(function);
    }
}
