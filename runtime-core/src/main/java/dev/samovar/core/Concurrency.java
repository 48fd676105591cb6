package dev.samovar.core;

import static dev.samovar.core.registry.Refusals.invalid;

import dev.samovar.api.Account;
import dev.samovar.api.Alias;
import dev.samovar.api.AliasName;
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
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.ledger.Records;
import dev.samovar.core.registry.Entry;
import dev.samovar.core.registry.Registry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reserved and provisioned concurrency of every function, and the checks on them.
///
/// A function and its gate come and go together, one after the other for each name. Its monitor guards what is
/// reserved and provisioned, and the end of functions; starting an environment only queues work, so it is never held
/// for long.
///
/// Source: AWS Lambda API reference, "PutFunctionConcurrency" and "PutProvisionedConcurrencyConfig".
final class Concurrency {
    private static final Logger LOG = LoggerFactory.getLogger(Concurrency.class);

    private final Account account;
    private final Registry<Deployed> registry;
    private final Governor governor;
    private final Invoker invoker;
    private final Listeners listeners;
    private final InstantSource clock;
    private final Map<FunctionName, OfFunction> functions = new ConcurrentHashMap<>();
    private final Records<Integer> reserved;
    private final Records<Integer> provisioned;

    private record OfFunction(Gate gate, Map<Qualifier, Provisioning> provisionings) {
        int requested() {
            return provisionings.values().stream()
                    .mapToInt(Provisioning::requested)
                    .sum();
        }
    }

    Concurrency(
            Account account,
            Registry<Deployed> registry,
            Governor governor,
            Invoker invoker,
            Listeners listeners,
            InstantSource clock,
            Ledger ledger) {
        this.account = account;
        this.registry = registry;
        this.governor = governor;
        this.invoker = invoker;
        this.listeners = listeners;
        this.clock = clock;
        this.reserved = ledger.records("reserved-concurrency", Integer.class);
        this.provisioned = ledger.records("provisioned-concurrency", Integer.class);
    }

    // --- functions

    /// Takes up what was written down, once the functions can run.
    synchronized void restore() {
        reserved.found().forEach((function, units) -> {
            var of = functions.get(new FunctionName(function));
            if (of == null) reserved.remove(function);
            else of.gate().reserve(units);
        });
        provisioned.found().forEach((id, units) -> {
            int slash = id.indexOf('/');
            var function = new FunctionName(id.substring(0, slash));
            try {
                provision(function, Qualifier.parse(id.substring(slash + 1)), units);
            } catch (RequestRefusedException e) {
                LOG.warn("the concurrency provisioned for {} is not any more: {}", id, e.getMessage());
                provisioned.remove(id);
            }
        });
    }

    private static String id(FunctionName function, Qualifier qualifier) {
        return function + "/" + qualifier;
    }

    /// Begins a function, with its gate. Others may begin meanwhile: it waits for the disk.
    <T> T open(FunctionName function, Supplier<T> begin) {
        var begun = new ArrayList<T>(1);
        functions.compute(function, (_, _) -> {
            begun.add(begin.get());
            return new OfFunction(governor.open(), new LinkedHashMap<>());
        });
        return begun.getFirst();
    }

    /// Deletes a function, with its gate and what is provisioned.
    synchronized <T> T close(FunctionName function, Supplier<T> delete) {
        var deleted = new ArrayList<T>(1);
        functions.compute(function, (_, gone) -> {
            deleted.add(delete.get());
            if (gone != null) end(function, gone);
            return null;
        });
        return deleted.getFirst();
    }

    private void end(FunctionName function, OfFunction gone) {
        gone.provisionings().keySet().forEach(qualifier -> provisioned.removeSoon(id(function, qualifier)));
        gone.provisionings().values().forEach(Provisioning::end);
        if (gone.gate().reservation().isPresent()) reserved.removeSoon(function.value());
        governor.forget(gone.gate());
    }

    /// Whether a function has reserved that nothing runs; takes no lock.
    boolean hasReservedNothing(FunctionName function) {
        var of = functions.get(function);
        return of != null && of.gate().reservation().orElse(1) == 0;
    }

    synchronized Gate gate(FunctionName function) {
        return existing(function).gate();
    }

    private OfFunction existing(FunctionName function) {
        var found = functions.get(function);
        if (found == null)
            throw new RequestRefusedException(RequestCheck.notFound(account.arnOf(function, Version.LATEST)));
        return found;
    }

    // --- reserved

    synchronized void reserve(FunctionName function, int units) {
        var of = existing(function);
        if (units < 0)
            throw refused(
                    "ValidationException",
                    "1 validation error detected: Value '" + units
                            + "' at 'reservedConcurrentExecutions' failed to satisfy"
                            + " constraint: Member must have value greater than or equal to 0");
        int others = governor.unreserved() + of.gate().reservation().orElse(0);
        int least = governor.limits().minimumUnreserved();
        if (others - units < least)
            throw invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + least + "].");
        int provisioned = of.requested();
        if (units < provisioned)
            throw invalid(" ReservedConcurrentExecutions  " + units
                    + " should not be lower than function's total provisioned concurrency [" + provisioned + "].");
        reserved.put(function.value(), units);
        of.gate().reserve(units);
    }

    synchronized void removeReservation(FunctionName function) {
        var gate = existing(function).gate();
        if (gate.reservation().isPresent()) reserved.remove(function.value());
        gate.removeReservation();
    }

    synchronized void accountLimit(int limit) {
        if (limit < 0) throw new IllegalArgumentException("the account's concurrency is at least 0, not " + limit);
        governor.concurrency(limit);
    }

    // --- provisioned

    synchronized ProvisionedConcurrency provision(FunctionName function, Qualifier qualifier, int units) {
        var of = existing(function);
        if (units < 1)
            throw refused(
                    "ValidationException",
                    "1 validation error detected: Value '" + units
                            + "' at 'provisionedConcurrentExecutions' failed to satisfy"
                            + " constraint: Member must have value greater than or equal to 1");
        if (qualifier.equals(Version.LATEST)) throw unpublished();
        var alias = qualifier instanceof AliasName name ? registry.alias(function, name) : null;
        if (qualifier instanceof Version version) registry.describe(FunctionRef.of(function, version));
        if (alias != null) requireAllowed(of, alias);
        else requireNoAliasOn(function, of, (Version) qualifier);
        requireRoom(of, qualifier, units);
        provisioned.put(id(function, qualifier), units);
        var provisioning =
                of.provisionings().computeIfAbsent(qualifier, _ -> new Provisioning(this, invoker, qualifier));
        provisioning.become(units, shares(function, alias, qualifier, units), clock.instant());
        listeners.provisioned(function, qualifier, units);
        return provisioning.describe();
    }

    /// An alias with provisioned concurrency points to published versions that have none of their own.
    private static void requireAllowed(OfFunction of, Alias alias) {
        if (alias.pointsTo(Version.LATEST)) throw unpublished();
        for (var other : of.provisionings().keySet())
            if (other instanceof Version version && alias.pointsTo(version))
                throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
                        + " version");
    }

    private void requireNoAliasOn(FunctionName function, OfFunction of, Version version) {
        for (var other : of.provisionings().keySet())
            if (other instanceof AliasName name
                    && registry.alias(function, name).pointsTo(version))
                throw conflict("Version is pointed by a Provisioned Concurrency alias");
    }

    private void requireRoom(OfFunction of, Qualifier qualifier, int units) {
        var before = of.provisionings().get(qualifier);
        int replaced = before == null ? 0 : before.requested();
        var reservation = of.gate().reservation();
        if (reservation.isPresent()) {
            if ((long) of.requested() - replaced + units > reservation.getAsInt())
                throw invalid("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
            return;
        }
        int unreserved = governor.unreserved();
        int least = governor.limits().minimumUnreserved();
        if (units > unreserved)
            throw invalid(
                    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency ["
                            + unreserved + "].");
        if (unreserved - (requestedWithoutReservation() - replaced) - units < least)
            throw invalid(
                    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below"
                            + " its minimum value of [" + least + "].");
    }

    private int requestedWithoutReservation() {
        return functions.values().stream()
                .filter(of -> of.gate().reservation().isEmpty())
                .mapToInt(OfFunction::requested)
                .sum();
    }

    private Map<Deployed, Integer> shares(
            FunctionName function, @Nullable Alias alias, Qualifier qualifier, int units) {
        var counts = new LinkedHashMap<Deployed, Integer>();
        if (alias == null) {
            share(function, (Version) qualifier, units, counts);
        } else {
            var canary = alias.canary();
            int other = canary == null ? 0 : (int) Math.round(units * canary.weight());
            share(function, alias.version(), units - other, counts);
            if (canary != null) share(function, canary.version(), other, counts);
        }
        return counts;
    }

    private void share(FunctionName function, Version version, int units, Map<Deployed, Integer> counts) {
        var entry = registry.resolve(FunctionRef.of(function, version), 0.0);
        if (units > 0 && entry != null && entry.runnable() != null) counts.put(entry.runnable(), units);
    }

    synchronized ProvisionedConcurrency provisioned(FunctionName function, Qualifier qualifier) {
        var _ = registry.describe(FunctionRef.of(function, qualifier));
        var of = existing(function);
        requirePublished(qualifier);
        var found = of.provisionings().get(qualifier);
        if (found == null)
            throw new RequestRefusedException(Refusal.of(
                    404,
                    "ProvisionedConcurrencyConfigNotFoundException",
                    "No Provisioned Concurrency Config found for this function"));
        return found.describe();
    }

    synchronized List<ProvisionedConcurrency> allProvisioned(FunctionName function) {
        return existing(function).provisionings().values().stream()
                .map(Provisioning::describe)
                .toList();
    }

    synchronized void delete(FunctionName function, Qualifier qualifier) {
        var _ = registry.describe(FunctionRef.of(function, qualifier));
        var of = existing(function);
        requirePublished(qualifier);
        end(function, of, qualifier);
    }

    private void end(FunctionName function, OfFunction of, Qualifier qualifier) {
        var found = of.provisionings().remove(qualifier);
        if (found == null) return;
        provisioned.removeSoon(id(function, qualifier));
        found.end();
        listeners.provisioned(function, qualifier, 0);
    }

    private static void requirePublished(Qualifier qualifier) {
        if (qualifier.equals(Version.LATEST))
            throw invalid("The function resource provided must be an alias or a published version.");
    }

    // --- what versions and aliases do to it

    /// Deletes a version, with what is provisioned for it.
    synchronized @Nullable Entry<Deployed> deleteVersion(FunctionName function, Qualifier version) {
        var gone = registry.delete(function, version);
        if (gone != null) end(function, existing(function), version);
        return gone;
    }

    /// Deletes an alias, with what is provisioned for it.
    synchronized void deleteAlias(FunctionName function, AliasName alias) {
        registry.deleteAlias(function, alias);
        end(function, existing(function), alias);
    }

    /// Changes an alias; what is provisioned for it follows.
    synchronized Alias updateAlias(
            FunctionName function, AliasName name, UnaryOperator<Alias> change, @Nullable UUID revision) {
        var of = functions.get(function);
        var provisioning = of == null ? null : of.provisionings().get(name);
        if (of == null || provisioning == null) return registry.updateAlias(function, name, change, revision);
        UnaryOperator<Alias> allowed = before -> {
            var after = change.apply(before);
            requireAllowed(of, after);
            return after;
        };
        var alias = registry.updateAlias(function, name, allowed, revision);
        int units = provisioning.requested();
        provisioning.become(units, shares(function, alias, name, units), clock.instant());
        return alias;
    }

    synchronized List<RuntimeSnapshot.Provisioned> snapshot() {
        var found = new ArrayList<RuntimeSnapshot.Provisioned>();
        functions.forEach((function, of) ->
                of.provisionings().values().forEach(provisioning -> found.add(provisioning.snapshot(function))));
        return found;
    }

    private static RequestRefusedException unpublished() {
        return invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }

    private static RequestRefusedException conflict(String message) {
        return new RequestRefusedException(Refusal.of(409, "ResourceConflictException", message));
    }

    private static RequestRefusedException refused(String code, String message) {
        return new RequestRefusedException(Refusal.of(400, code, message));
    }
}
