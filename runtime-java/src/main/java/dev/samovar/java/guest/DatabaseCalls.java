package dev.samovar.java.guest;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverAction;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// JDBC drivers: every guest has its own list, filled by the drivers in its own jars.
public final class DatabaseCalls {
    private DatabaseCalls() {}

    @Instead(of = DriverManager.class, member = "registerDriver", at = Site.STATIC)
    public static void registerDriver(Guest guest, Driver driver) {
        guest.drivers().register(driver, null);
    }

    @Instead(of = DriverManager.class, member = "registerDriver", at = Site.STATIC)
    public static void registerDriver(Guest guest, Driver driver, @Nullable DriverAction action) {
        guest.drivers().register(driver, action);
    }

    @Instead(of = DriverManager.class, member = "deregisterDriver", at = Site.STATIC)
    public static void deregisterDriver(Guest guest, @Nullable Driver driver) {
        guest.drivers().deregister(driver);
    }

    @Instead(of = DriverManager.class, member = "getDriver", at = Site.STATIC)
    public static Driver getDriver(Guest guest, String url) throws SQLException {
        return guest.drivers().driver(url);
    }

    @Instead(of = DriverManager.class, member = "getDrivers", at = Site.STATIC)
    public static Enumeration<Driver> getDrivers(Guest guest) {
        return Collections.enumeration(guest.drivers().all());
    }

    @Instead(of = DriverManager.class, member = "drivers", at = Site.STATIC)
    public static Stream<Driver> drivers(Guest guest) {
        return guest.drivers().all().stream();
    }

    @Instead(of = DriverManager.class, member = "getConnection", at = Site.STATIC)
    public static Connection getConnection(Guest guest, String url) throws SQLException {
        return guest.drivers().connect(url, new Properties());
    }

    @Instead(of = DriverManager.class, member = "getConnection", at = Site.STATIC)
    public static Connection getConnection(Guest guest, String url, @Nullable Properties settings) throws SQLException {
        return guest.drivers().connect(url, settings == null ? new Properties() : settings);
    }

    @Instead(of = DriverManager.class, member = "getConnection", at = Site.STATIC)
    public static Connection getConnection(Guest guest, String url, @Nullable String user, @Nullable String password)
            throws SQLException {
        var settings = new Properties();
        if (user != null) settings.put("user", user);
        if (password != null) settings.put("password", password);
        return guest.drivers().connect(url, settings);
    }
}
