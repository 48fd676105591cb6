package dev.samovar.java.guest;

import java.util.ResourceBundle;
import java.util.logging.ConsoleHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The JDK's two logging APIs: a tree of loggers of the guest's own, whose root prints to its standard error.
public final class LogCalls {
    private LogCalls() {}

    @Instead(of = Logger.class, member = "getLogger", at = Site.STATIC)
    public static Logger getLogger(Guest guest, String name) {
        return guest.logs().logger(name, null);
    }

    @Instead(of = Logger.class, member = "getLogger", at = Site.STATIC)
    public static Logger getLogger(Guest guest, String name, @Nullable String bundle) {
        return guest.logs().logger(name, bundle == null ? null : LocaleCalls.bundle(guest, bundle));
    }

    @Instead(of = Logger.class, member = "getAnonymousLogger", at = Site.STATIC)
    public static Logger getAnonymousLogger(Guest guest) {
        return guest.logs().anonymous(null);
    }

    @Instead(of = Logger.class, member = "getAnonymousLogger", at = Site.STATIC)
    public static Logger getAnonymousLogger(Guest guest, @Nullable String bundle) {
        return guest.logs().anonymous(bundle == null ? null : LocaleCalls.bundle(guest, bundle));
    }

    @Instead(of = Logger.class, member = "getGlobal", at = Site.STATIC)
    public static Logger getGlobal(Guest guest) {
        return guest.logs().logger(Logger.GLOBAL_LOGGER_NAME, null);
    }

    @Instead(of = LogManager.class, member = "getLogManager", at = Site.STATIC)
    public static LogManager getLogManager(Guest guest) {
        return guest.logs().manager();
    }

    @Instead(of = ConsoleHandler.class, at = Site.NEW)
    public static ConsoleHandler consoleHandler(Guest guest) {
        return new GuestConsoleHandler(guest);
    }

    @Instead(of = System.class, member = "getLogger", at = Site.STATIC)
    public static System.Logger systemLogger(Guest guest, String name) {
        return new GuestSystemLogger(guest.logs().logger(name, null));
    }

    @Instead(of = System.class, member = "getLogger", at = Site.STATIC)
    public static System.Logger systemLogger(Guest guest, String name, ResourceBundle bundle) {
        return new GuestSystemLogger(guest.logs().logger(name, bundle));
    }
}
