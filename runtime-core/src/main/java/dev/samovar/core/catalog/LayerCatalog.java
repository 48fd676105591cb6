package dev.samovar.core.catalog;

import dev.samovar.api.Account;
import dev.samovar.api.Code;
import dev.samovar.api.LayerVersion;
import dev.samovar.api.Layers;
import dev.samovar.api.Permission;
import dev.samovar.api.Policy;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Layers.
final class LayerCatalog implements Layers {
    /// A layer. Its numbers go on when its versions are gone.
    private static final class Layer {
        private final NavigableMap<Long, LayerVersion> versions = new TreeMap<>();
        private final Map<Long, Policy> policies = new HashMap<>();
        private long last;
    }

    private final NavigableMap<String, Layer> layers = new TreeMap<>();
    private final Account account;
    private final Function<Code, Archive> archiver;
    private final InstantSource clock;
    private final Statements statements;
    private final Ledger ledger;
    private final Records<Long> lastRecords;
    private final Records<LayerVersion> versionRecords;
    private final Records<Policy> policyRecords;

    LayerCatalog(
            Account account,
            Function<Code, Archive> archiver,
            InstantSource clock,
            Supplier<UUID> revisions,
            Ledger ledger) {
        this.account = account;
        this.archiver = archiver;
        this.clock = clock;
        this.statements = new Statements("GetLayerPolicy", revisions);
        this.ledger = ledger;
        this.lastRecords = ledger.records("layer", Long.class);
        this.versionRecords = ledger.records("layer-version", LayerVersion.class);
        this.policyRecords = ledger.records("layer-policy", Policy.class);
        lastRecords.found().forEach((name, last) -> layer(name).last = last);
        versionRecords
                .found()
                .values()
                .forEach(version -> layer(version.name()).versions.put(version.version(), version));
        policyRecords.found().forEach((id, policy) -> {
            int slash = id.lastIndexOf('/');
            layer(id.substring(0, slash)).policies.put(Long.valueOf(id.substring(slash + 1)), policy);
        });
    }

    private Layer layer(String name) {
        return layers.computeIfAbsent(name, _ -> new Layer());
    }

    private static String id(String layer, long version) {
        return layer + "/" + version;
    }

    @Override
    public LayerVersion publish(String layer, LayerVersion.Content content) {
        try (var archive = archiver.apply(content.code())) {
            synchronized (layers) {
                var there = layer(layer);
                var made = new LayerVersion(
                        arn(layer),
                        there.last + 1,
                        content.code(archive.code()),
                        archive.sha256(),
                        archive.size(),
                        clock.instant());
                var changes = new ArrayList<>(lastRecords.putting(layer, made.version()));
                changes.addAll(versionRecords.putting(id(layer, made.version()), made));
                ledger.write(changes);
                there.last = made.version();
                there.versions.put(made.version(), made);
                return made;
            }
        }
    }

    private String arn(String layer) {
        return "arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id() + ":layer:" + layer;
    }

    @Override
    public LayerVersion get(String layer, long version) {
        synchronized (layers) {
            return version(layers.get(layer), version);
        }
    }

    private static LayerVersion version(@Nullable Layer layer, long version) {
        requireNumber(version);
        var there = layer == null ? null : layer.versions.get(version);
        if (there == null) throw missing();
        return there;
    }

    private static void requireNumber(long version) {
        if (version < 1) throw Refused.invalid("Layer Version Cannot be less than 1");
    }

    @Override
    public Optional<LayerVersion> find(String arn) {
        synchronized (layers) {
            return layers.values().stream()
                    .flatMap(layer -> layer.versions.values().stream())
                    .filter(version -> version.arn().equals(arn))
                    .findFirst();
        }
    }

    @Override
    public List<LayerVersion> list() {
        synchronized (layers) {
            return layers.values().stream()
                    .filter(layer -> !layer.versions.isEmpty())
                    .map(layer -> layer.versions.lastEntry().getValue())
                    .toList();
        }
    }

    @Override
    public List<LayerVersion> versions(String layer) {
        synchronized (layers) {
            var there = layers.get(layer);
            return there == null
                    ? List.of()
                    : List.copyOf(there.versions.descendingMap().values());
        }
    }

    @Override
    public void delete(String layer, long version) {
        requireNumber(version);
        synchronized (layers) {
            var there = layers.get(layer);
            if (there == null || !there.versions.containsKey(version)) return;
            var changes = new ArrayList<>(versionRecords.removing(id(layer, version)));
            changes.addAll(policyRecords.removing(id(layer, version)));
            ledger.write(changes);
            there.versions.remove(version);
            there.policies.remove(version);
        }
    }

    @Override
    public Policy addPermission(String layer, long version, Permission permission, @Nullable UUID revision) {
        synchronized (layers) {
            var policies = policies(layer, version);
            var arn = version(layers.get(layer), version).arn();
            var after = statements.with(policies.get(version), arn, permission, revision);
            policyRecords.put(id(layer, version), after);
            policies.put(version, after);
            return after;
        }
    }

    @Override
    public Policy getPolicy(String layer, long version) {
        synchronized (layers) {
            var policy = policies(layer, version).get(version);
            if (policy == null) throw Refused.notFound("No policy is associated with the given resource.");
            return policy;
        }
    }

    @Override
    public void removePermission(String layer, long version, String statementId, @Nullable UUID revision) {
        synchronized (layers) {
            var policies = policies(layer, version);
            var after = statements.without(policies.get(version), statementId, revision);
            if (after == null) {
                policyRecords.remove(id(layer, version));
                policies.remove(version);
            } else {
                policyRecords.put(id(layer, version), after);
                policies.put(version, after);
            }
        }
    }

    /// The policies of a layer, which has this version.
    private Map<Long, Policy> policies(String layer, long version) {
        requireNumber(version);
        var there = layers.get(layer);
        if (there == null || !there.versions.containsKey(version))
            throw Refused.notFound("Layer version " + arn(layer) + ":" + version + " does not exist.");
        return there.policies;
    }

    private static RequestRefusedException missing() {
        return Refused.notFound("The resource you requested does not exist.");
    }
}
