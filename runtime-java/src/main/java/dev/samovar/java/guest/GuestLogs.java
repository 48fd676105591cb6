package dev.samovar.java.guest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A guest's own `java.util.logging`: a manager that is not the JVM's, with a root logger that has
/// one console handler.
final class GuestLogs {
    private final GuestLogging manager = new GuestLogging();
    private final Root root = new Root();

    GuestLogs(Guest guest) {
        root.setLevel(Level.INFO);
        root.addHandler(new GuestConsoleHandler(guest));
        manager.addLogger(root);
    }

    LogManager manager() {
        return manager;
    }

    Logger logger(String name, @Nullable ResourceBundle bundle) {
        var logger = manager.getLogger(name);
        while (logger == null) {
            manager.addLogger(new Named(name));
            logger = manager.getLogger(name);
        }
        if (bundle != null && logger.getResourceBundle() == null) logger.setResourceBundle(bundle);
        return logger;
    }

    Logger anonymous(@Nullable ResourceBundle bundle) {
        var logger = new Named(null);
        logger.setParent(root);
        if (bundle != null) logger.setResourceBundle(bundle);
        return logger;
    }

    /// Forgets the handlers; those of the guest's own are not asked to close, for they are its code.
    void close() {
        for (var handler : root.getHandlers()) root.removeHandler(handler);
    }

    private static class Named extends Logger {
        Named(@Nullable String name) {
            super(name, null);
        }
    }

    private static final class Root extends Named {
        Root() {
            super("");
        }
    }

    /// Understands the levels of a configuration; its handlers would write to the host's console.
    private static final class GuestLogging extends LogManager {
        private final Set<Logger> configured = ConcurrentHashMap.newKeySet();
        private volatile Properties settings = new Properties();

        @Override
        public void readConfiguration(InputStream in) throws IOException {
            var read = new Properties();
            read.load(in);
            settings = read;
            for (var key : read.stringPropertyNames()) {
                if (!key.endsWith(".level")) continue;
                var name = key.substring(0, key.length() - ".level".length());
                addLogger(new Named(name));
                var logger = getLogger(name);
                if (logger == null) continue;
                logger.setLevel(Level.parse(read.getProperty(key).strip()));
                configured.add(logger);
            }
        }

        @Override
        public void readConfiguration() {}

        @Override
        public @Nullable String getProperty(String name) {
            return settings == null ? null : settings.getProperty(name);
        }
    }
}
