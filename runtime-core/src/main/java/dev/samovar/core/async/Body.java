package dev.samovar.core.async;

import dev.samovar.api.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An event while it waits: in memory, or in a file of the store.
sealed interface Body {
    /// How many bytes it has.
    long size();

    /// The event.
    ///
    /// @throws UncheckedIOException if its file is gone or damaged
    Event read();

    record InMemory(Event event) implements Body {
        @Override
        public long size() {
            return event.size();
        }

        @Override
        public Event read() {
            return event;
        }
    }

    record InFile(Path file, String sha256, long size) implements Body {
        @Override
        public Event read() {
            try {
                var bytes = Files.readAllBytes(file);
                var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                if (!HexFormat.of().formatHex(digest).equals(sha256)) throw new IOException(file + " is damaged");
                return Event.owning(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
