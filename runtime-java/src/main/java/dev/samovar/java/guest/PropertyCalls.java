package dev.samovar.java.guest;

import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Environment variables and system properties.
public final class PropertyCalls {
    private PropertyCalls() {}

    @Instead(of = System.class, member = "getenv", at = Site.STATIC)
    public static Map<String, String> getenv(Guest guest) {
        return guest.variables();
    }

    @Instead(of = System.class, member = "getenv", at = Site.STATIC)
    public static @Nullable String getenv(Guest guest, String name) {
        return guest.variables().get(name);
    }

    @Instead(of = System.class, member = "getProperties", at = Site.STATIC)
    public static Properties getProperties(Guest guest) {
        return guest.properties();
    }

    @Instead(of = System.class, member = "setProperties", at = Site.STATIC)
    public static void setProperties(Guest guest, @Nullable Properties properties) {
        guest.properties(properties == null ? new Properties() : properties);
    }

    @Instead(of = System.class, member = "getProperty", at = Site.STATIC)
    public static @Nullable String getProperty(Guest guest, String key) {
        return guest.properties().getProperty(checked(key));
    }

    @Instead(of = System.class, member = "getProperty", at = Site.STATIC)
    public static @Nullable String getProperty(Guest guest, String key, @Nullable String otherwise) {
        var value = guest.properties().getProperty(checked(key));
        return value == null ? otherwise : value;
    }

    @Instead(of = System.class, member = "setProperty", at = Site.STATIC)
    public static @Nullable String setProperty(Guest guest, String key, String value) {
        return (String) guest.properties().setProperty(checked(key), value);
    }

    @Instead(of = System.class, member = "clearProperty", at = Site.STATIC)
    public static @Nullable String clearProperty(Guest guest, String key) {
        return (String) guest.properties().remove(checked(key));
    }

    @Instead(of = Boolean.class, member = "getBoolean", at = Site.STATIC)
    public static boolean getBoolean(Guest guest, @Nullable String name) {
        return Boolean.parseBoolean(lenient(guest, name));
    }

    @Instead(of = Integer.class, member = "getInteger", at = Site.STATIC)
    public static @Nullable Integer getInteger(Guest guest, @Nullable String name) {
        return getInteger(guest, name, null);
    }

    @Instead(of = Integer.class, member = "getInteger", at = Site.STATIC)
    public static @Nullable Integer getInteger(Guest guest, @Nullable String name, int otherwise) {
        return getInteger(guest, name, Integer.valueOf(otherwise));
    }

    @Instead(of = Integer.class, member = "getInteger", at = Site.STATIC)
    public static @Nullable Integer getInteger(Guest guest, @Nullable String name, @Nullable Integer otherwise) {
        var value = lenient(guest, name);
        if (value == null) return otherwise;
        try {
            return Integer.decode(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    @Instead(of = Long.class, member = "getLong", at = Site.STATIC)
    public static @Nullable Long getLong(Guest guest, @Nullable String name) {
        return getLong(guest, name, null);
    }

    @Instead(of = Long.class, member = "getLong", at = Site.STATIC)
    public static @Nullable Long getLong(Guest guest, @Nullable String name, long otherwise) {
        return getLong(guest, name, Long.valueOf(otherwise));
    }

    @Instead(of = Long.class, member = "getLong", at = Site.STATIC)
    public static @Nullable Long getLong(Guest guest, @Nullable String name, @Nullable Long otherwise) {
        var value = lenient(guest, name);
        if (value == null) return otherwise;
        try {
            return Long.decode(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static @Nullable String lenient(Guest guest, @Nullable String name) {
        return name == null || name.isEmpty() ? null : guest.properties().getProperty(name);
    }

    private static String checked(String key) {
        if (key.isEmpty()) throw new IllegalArgumentException("key can't be empty");
        return key;
    }
}
