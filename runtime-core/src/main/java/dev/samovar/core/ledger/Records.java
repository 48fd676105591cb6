package dev.samovar.core.ledger;

import dev.samovar.api.Payload;
import dev.samovar.spi.Store.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of one kind.
///
/// @param <V> what a record is: a record class of which every part can be written
public final class Records<V> {
    private final Ledger ledger;
    private final @Nullable RecordFormat format;
    private final String kind;
    private final Class<V> type;
    private final Map<String, Payload> found;

    Records(Ledger ledger, @Nullable RecordFormat format, String kind, Class<V> type, Map<String, Payload> found) {
        this.ledger = ledger;
        this.format = format;
        this.kind = kind;
        this.type = type;
        this.found = found;
    }

    /// What was there when the ledger was opened, in the order of ids.
    public Map<String, V> found() {
        var all = new LinkedHashMap<String, V>();
        if (format != null) found.forEach((id, text) -> all.put(id, format.read(kind, id, text, type)));
        return all;
    }

    /// Writes a record; durable when it returns.
    public void put(String id, V value) {
        ledger.write(putting(id, value));
    }

    /// Removes a record; durable when it returns.
    public void remove(String id) {
        ledger.write(removing(id));
    }

    /// Removes a record, and waits for nothing: what is found of it later belongs to nothing, and is removed then.
    public void removeSoon(String id) {
        var _ = ledger.writeSoon(removing(id));
    }

    /// The change that writes a record, to be handed to the ledger together with others; none if nothing is kept.
    public List<Change> putting(String id, V value) {
        return format == null ? List.of() : List.of(format.write(key(id), value));
    }

    /// The change that removes a record, to be handed to the ledger together with others; none if nothing is kept.
    public List<Change> removing(String id) {
        return format == null ? List.of() : List.of(Change.removal(key(id)));
    }

    private String key(String id) {
        return kind + "/" + id;
    }
}
