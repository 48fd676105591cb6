package dev.samovar.core.pool;

import dev.samovar.api.FunctionVersion;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The environments of one function version that serve requests as they come, on a shelf for all tenants or
/// one for each.
public final class VersionPool {
    private final FunctionVersion version;
    private final Shelf onDemand = Shelf.onDemand();
    private final ConcurrentHashMap<String, Shelf> tenants = new ConcurrentHashMap<>();
    private volatile boolean retired;

    public VersionPool(FunctionVersion version) {
        this.version = version;
    }

    /// The version.
    public FunctionVersion version() {
        return version;
    }

    /// The shelf of on-demand requests, of all tenants or of one.
    public Shelf onDemand(@Nullable String tenant) {
        return tenant == null ? onDemand : tenants.computeIfAbsent(tenant, _ -> Shelf.onDemand());
    }

    /// Ends the idle environments now and the busy ones after their request: the version is
    /// superseded or deleted.
    public void retire(String why) {
        retired = true;
        onDemand.retire(why);
        tenants.values().forEach(shelf -> shelf.retire(why));
    }

    /// Whether the version is superseded or deleted.
    boolean isRetired() {
        return retired;
    }
}
