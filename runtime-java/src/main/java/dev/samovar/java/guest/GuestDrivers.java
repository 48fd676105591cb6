package dev.samovar.java.guest;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverAction;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The JDBC drivers of one guest, found and registered as `DriverManager` does.
final class GuestDrivers {
    private record Registered(Driver driver, @Nullable DriverAction action) {}

    private final ClassLoader loader;
    private final List<Registered> registered = new CopyOnWriteArrayList<>();
    private boolean searched;

    GuestDrivers(ClassLoader loader) {
        this.loader = loader;
    }

    void register(Driver driver, @Nullable DriverAction action) {
        if (registered.stream().noneMatch(each -> same(each.driver, driver)))
            registered.add(new Registered(driver, action));
    }

    void deregister(@Nullable Driver driver) {
        var gone = registered.stream().filter(each -> same(each.driver, driver)).toList();
        registered.removeAll(gone);
        for (var each : gone) if (each.action != null) each.action.deregister();
    }

    /// `DriverManager` tells drivers apart by identity.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Driver driver, @Nullable Driver other) {
        return driver == other;
    }

    List<Driver> all() {
        search();
        return registered.stream().map(Registered::driver).toList();
    }

    Driver driver(String url) throws SQLException {
        for (var driver : all()) if (driver.acceptsURL(url)) return driver;
        throw new SQLException("No suitable driver", "08001");
    }

    Connection connect(@Nullable String url, Properties settings) throws SQLException {
        if (url == null) throw new SQLException("The url cannot be null", "08001");
        SQLException reason = null;
        for (var driver : all()) {
            try {
                var connection = driver.connect(url, settings);
                if (connection != null) return connection;
            } catch (SQLException e) {
                if (reason == null) reason = e;
            }
        }
        if (reason != null) throw reason;
        throw new SQLException("No suitable driver found for " + url, "08001");
    }

    void close() {
        registered.clear();
    }

    /// Drivers register themselves when their class is initialised, which a service lookup does.
    private synchronized void search() {
        if (searched) return;
        searched = true;
        var services = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!services.hasNext()) return;
                services.next();
            } catch (ServiceConfigurationError | LinkageError e) {
                // A driver that cannot be loaded is one that is not there.
            }
        }
    }
}
