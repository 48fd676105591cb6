package dev.samovar.core;

import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.ProvisionedConcurrency;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeSnapshot;
import dev.samovar.api.Version;
import dev.samovar.core.governor.Gate;
import dev.samovar.core.governor.Governor;
import dev.samovar.core.pool.Shelf;
import dev.samovar.core.registry.Registry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reserved and provisioned concurrency: the checks, and the environments that are kept ready.
///
/// Its monitor guards what is provisioned; starting an environment only queues work, so it is never held for
/// long.
///
/// Source: contract of concurrency, sections 2 and 3.
final class Concurrency {
    private final Registry<Deployed> registry;
    private final Governor governor;
    private final Invoker invoker;
    private final InstantSource clock;
    private final Map<FunctionName, Map<Qualifier, Provisioning>> all = new HashMap<>();

    Concurrency(Registry<Deployed> registry, Governor governor, Invoker invoker, InstantSource clock) {
        this.registry = registry;
        this.governor = governor;
        this.invoker = invoker;
        this.clock = clock;
    }

    // --- reserved

    synchronized void reserve(FunctionName function, Gate gate, int units) {
        if (units < 0)
            throw refused(
                    "ValidationException",
                    "1 validation error detected: Value '" + units
                            + "' at 'reservedConcurrentExecutions' failed to satisfy"
                            + " constraint: Member must have value greater than or equal to 0");
        int others = governor.unreserved() + gate.reservation().orElse(0);
        int least = governor.limits().minimumUnreserved();
        if (others - units < least)
            throw invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + least + "].");
        int provisioned = requested(function);
        if (units < provisioned)
            throw invalid(" ReservedConcurrentExecutions  " + units
                    + " should not be lower than function's total provisioned concurrency [" + provisioned + "].");
        gate.reserve(units);
    }

    synchronized void accountLimit(int limit) {
        if (limit < 0) throw new IllegalArgumentException("the account's concurrency is at least 0, not " + limit);
        governor.concurrency(limit);
    }

    // --- provisioned

    synchronized ProvisionedConcurrency provision(FunctionName function, Gate gate, Qualifier qualifier, int units) {
        if (units < 1)
            throw refused(
                    "ValidationException",
                    "1 validation error detected: Value '" + units
                            + "' at 'provisionedConcurrentExecutions' failed to satisfy"
                            + " constraint: Member must have value greater than or equal to 1");
        if (qualifier.equals(Version.LATEST))
            throw invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        var alias = qualifier instanceof AliasName name ? registry.alias(function, name) : null;
        if (qualifier instanceof Version version) registry.describe(FunctionRef.of(function, version));
        requireNoOverlap(function, qualifier, alias);
        requireRoom(function, gate, qualifier, units);
        var before = ofFunction(function).remove(qualifier);
        if (before != null) before.end(gate);
        var made = new Provisioning(qualifier, units);
        ofFunction(function).put(qualifier, made);
        made.start(function, gate, shares(alias, qualifier, units));
        return made.describe();
    }

    private void requireNoOverlap(FunctionName function, Qualifier qualifier, @Nullable Alias alias) {
        for (var other : ofFunction(function).keySet()) {
            if (alias != null && other instanceof Version version && pointsTo(alias, version))
                throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
                        + " version");
            if (qualifier instanceof Version version
                    && other instanceof AliasName name
                    && pointsTo(registry.alias(function, name), version))
                throw conflict("Version is pointed by a Provisioned Concurrency alias");
        }
    }

    private void requireRoom(FunctionName function, Gate gate, Qualifier qualifier, int units) {
        var before = ofFunction(function).get(qualifier);
        int total = requested(function) - (before == null ? 0 : before.requested) + units;
        var reservation = gate.reservation();
        if (reservation.isPresent()) {
            if (total > reservation.getAsInt())
                throw invalid("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
            return;
        }
        int unreserved = governor.unreserved();
        int least = governor.limits().minimumUnreserved();
        int withheld = requestedWithoutReservation() - (before == null ? 0 : before.requested);
        if (units > unreserved - withheld)
            throw invalid(
                    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency ["
                            + (unreserved - withheld) + "].");
        if (unreserved - withheld - units < least)
            throw invalid(
                    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below"
                            + " its minimum value of [" + least + "].");
    }

    private int requestedWithoutReservation() {
        return all.values().stream()
                .flatMap(qualifiers -> qualifiers.values().stream())
                .filter(provisioning -> provisioning.gate == null
                        || provisioning.gate.reservation().isEmpty())
                .mapToInt(provisioning -> provisioning.requested)
                .sum();
    }

    private int requested(FunctionName function) {
        return ofFunction(function).values().stream()
                .mapToInt(provisioning -> provisioning.requested)
                .sum();
    }

    synchronized ProvisionedConcurrency provisioned(FunctionName function, Qualifier qualifier) {
        if (qualifier.equals(Version.LATEST))
            throw invalid("The function resource provided must be an alias or a published version.");
        var found = ofFunction(function).get(qualifier);
        if (found == null)
            throw new RequestRefusedException(Refusal.of(
                    404,
                    "ProvisionedConcurrencyConfigNotFoundException",
                    "No Provisioned Concurrency Config found for this function"));
        return found.describe();
    }

    synchronized List<ProvisionedConcurrency> allProvisioned(FunctionName function) {
        return ofFunction(function).values().stream()
                .map(Provisioning::describe)
                .toList();
    }

    synchronized void delete(FunctionName function, Qualifier qualifier) {
        if (qualifier.equals(Version.LATEST))
            throw invalid("The function resource provided must be an alias or a published version.");
        var found = ofFunction(function).remove(qualifier);
        if (found != null && found.gate != null) found.end(found.gate);
    }

    synchronized List<RuntimeSnapshot.Provisioned> snapshot() {
        var found = new ArrayList<RuntimeSnapshot.Provisioned>();
        all.forEach((function, qualifiers) ->
                qualifiers.values().forEach(provisioning -> found.add(provisioning.snapshot(function))));
        return found;
    }

    synchronized void forget(FunctionName function) {
        var gone = all.remove(function);
        if (gone != null) gone.values().forEach(Provisioning::retireShelves);
    }

    /// An alias points elsewhere now: its provisioned environments follow.
    synchronized void aliasMoved(FunctionName function, Alias alias) {
        var found = ofFunction(function).get(alias.name());
        if (found == null || found.gate == null) return;
        var gate = found.gate;
        found.end(gate);
        var made = new Provisioning(alias.name(), found.requested);
        ofFunction(function).put(alias.name(), made);
        made.start(function, gate, shares(alias, alias.name(), found.requested));
    }

    private Map<Qualifier, Provisioning> ofFunction(FunctionName function) {
        return all.computeIfAbsent(function, _ -> new LinkedHashMap<>());
    }

    private static Map<Version, Integer> shares(@Nullable Alias alias, Qualifier qualifier, int units) {
        if (alias == null) return Map.of((Version) qualifier, units);
        if (alias.canary() == null) return Map.of(alias.version(), units);
        int canary = (int) Math.round(units * alias.canary().weight());
        return Map.of(alias.version(), units - canary, alias.canary().version(), canary);
    }

    private static boolean pointsTo(Alias alias, Version version) {
        return alias.version().equals(version)
                || (alias.canary() != null && alias.canary().version().equals(version));
    }

    private static RequestRefusedException invalid(String message) {
        return refused("InvalidParameterValueException", message);
    }

    private static RequestRefusedException conflict(String message) {
        return new RequestRefusedException(Refusal.of(409, "ResourceConflictException", message));
    }

    private static RequestRefusedException refused(String code, String message) {
        return new RequestRefusedException(Refusal.of(400, code, message));
    }

    /// What is provisioned for one qualifier, guarded by the monitor of the whole.
    private final class Provisioning {
        private final Qualifier qualifier;
        private final int requested;
        private final Instant since = clock.instant();
        private final List<Share> shares = new ArrayList<>();
        private @Nullable Gate gate;
        private int ready;
        private boolean failed;
        private boolean ended;

        /// The part on one version.
        private record Share(Deployed deployed, Provisioned provisioned) {}

        Provisioning(Qualifier qualifier, int requested) {
            this.qualifier = qualifier;
            this.requested = requested;
        }

        void start(FunctionName function, Gate through, Map<Version, Integer> counts) {
            gate = through;
            counts.forEach((version, count) -> {
                var entry = registry.resolve(FunctionRef.of(function, version), 0.0);
                if (entry == null || entry.runnable() == null || count == 0) return;
                var deployed = entry.runnable();
                var share = new Share(deployed, new Provisioned(through.provision(), new Shelf()));
                shares.add(share);
                var changed = new HashMap<>(deployed.provisioned());
                changed.put(qualifier, share.provisioned());
                deployed.provisioned(changed);
                for (int i = 0; i < count; i++) open(share);
            });
        }

        private void open(Share share) {
            var place = invoker.open(share.deployed(), share.provisioned().shelf(), true);
            if (place == null) return;
            place.execute(() -> invoker.initialiser().warm(place, share.deployed(), fault -> opened(share, fault)));
        }

        private void opened(Share share, @Nullable Fault fault) {
            synchronized (Concurrency.this) {
                if (ended || failed) return;
                if (fault == null) {
                    ready++;
                    var provision = share.provisioned().provision();
                    provision.allocate(provision.allocated() + 1);
                } else {
                    failed = true;
                    ready = 0;
                    shares.forEach(one -> one.provisioned().provision().allocate(0));
                    retireShelves();
                }
            }
        }

        void end(Gate through) {
            ended = true;
            for (var share : shares) {
                through.remove(share.provisioned().provision());
                var changed = new HashMap<>(share.deployed().provisioned());
                changed.remove(qualifier);
                share.deployed().provisioned(changed);
            }
            retireShelves();
        }

        void retireShelves() {
            shares.forEach(share -> share.provisioned().shelf().retire("no longer provisioned"));
        }

        RuntimeSnapshot.Provisioned snapshot(FunctionName function) {
            int allocated = 0;
            int inUse = 0;
            for (var share : shares) {
                allocated += share.provisioned().provision().allocated();
                inUse += share.provisioned().provision().inUse();
            }
            return new RuntimeSnapshot.Provisioned(function, qualifier, allocated, inUse);
        }

        ProvisionedConcurrency describe() {
            var status = failed
                    ? ProvisionedConcurrency.Status.FAILED
                    : ready == requested
                            ? ProvisionedConcurrency.Status.READY
                            : ProvisionedConcurrency.Status.IN_PROGRESS;
            return new ProvisionedConcurrency(
                    qualifier, requested, ready, ready, status, failed ? "FUNCTION_ERROR_INIT_FAILURE" : "", since);
        }
    }
}
