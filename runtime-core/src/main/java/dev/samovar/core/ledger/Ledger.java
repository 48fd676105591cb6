package dev.samovar.core.ledger;

import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.spi.Store;
import dev.samovar.spi.Store.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an engine writes down: records of several kinds, each under its id, which are there again when the same
/// store is opened again. Without a store it keeps nothing.
///
/// A part of the engine writes a change here before it shows it, under its own lock: what is seen is durable,
/// and what cannot be kept has not happened.
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final @Nullable Store store;
    private final @Nullable RecordFormat format;
    private final Map<String, Map<String, Payload>> found = new HashMap<>();

    private Ledger(@Nullable Store store) {
        this.store = store;
        this.format = store == null ? null : new RecordFormat(store);
    }

    /// One that keeps nothing.
    public static Ledger none() {
        return new Ledger(null);
    }

    /// What a store holds, and from now on is given.
    public static Ledger of(Store store) {
        var ledger = new Ledger(store);
        store.read((key, value) -> {
            int slash = key.indexOf('/');
            ledger.found
                    .computeIfAbsent(key.substring(0, slash), _ -> new TreeMap<>())
                    .put(key.substring(slash + 1), value);
        });
        return ledger;
    }

    /// The store, if there is one.
    public Optional<Store> store() {
        return Optional.ofNullable(store);
    }

    /// The records of one kind. What was found of it is handed over with them, so each kind is asked for once.
    ///
    /// @param kind letters and hyphens
    public <V> Records<V> records(String kind, Class<V> type) {
        if (format == null) return new Records<>(this, null, kind, type, Map.of());
        var there = found.remove(kind);
        return new Records<>(this, format, kind, type, there == null ? Map.of() : there);
    }

    /// Takes changes over, all or none. They are durable when it returns.
    ///
    /// @throws RequestRefusedException with 500 if they cannot be kept
    public void write(List<Change> changes) {
        if (store == null || changes.isEmpty()) return;
        try {
            store.write(changes).toCompletableFuture().join();
        } catch (CompletionException e) {
            LOG.error("a change was refused, since it cannot be kept", e.getCause());
            throw new RequestRefusedException(refusal());
        }
    }

    /// How something is refused that cannot be kept.
    public static Refusal refusal() {
        return Refusal.of(500, "ServiceException", "The change could not be written to the store.");
    }

    /// Takes changes over and waits for nothing.
    public CompletionStage<@Nullable Void> writeSoon(List<Change> changes) {
        if (store == null || changes.isEmpty()) return CompletableFuture.completedFuture(null);
        return store.write(changes).whenComplete((_, failure) -> {
            if (failure != null) LOG.error("a change was lost, since it cannot be kept", failure);
        });
    }
}
