package dev.samovar.spi;

import dev.samovar.api.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Where a runtime keeps what was written, so that it is there again after the host ended in any way: functions,
/// versions, aliases, what belongs to them, and asynchronous events.
///
/// What it keeps are values under keys, and content that values refer to by its digest. All methods may be called by
/// several threads. A store belongs to one runtime at a time.
public interface Store extends AutoCloseable {

    /// What becomes of one key.
    ///
    /// @param key the key, such as `function/hello`; at most 1,000 characters
    /// @param value what is kept under it from now on; null for nothing
    /// @param contents the digests of kept content that the value refers to
    record Change(String key, @Nullable Payload value, Set<String> contents) {
        /// Keeps the digests as they are now.
        public Change {
            contents = Set.copyOf(contents);
        }

        /// Removes what is kept under a key.
        public static Change removal(String key) {
            return new Change(key, null, Set.of());
        }
    }

    /// Content that is kept, claimed by whoever has this object: it stays until that is closed, and after as long as
    /// a value refers to it.
    interface Content extends AutoCloseable {
        /// The SHA-256 of the content in hexadecimal digits.
        String sha256();

        /// A file that holds it, which nobody changes.
        Path file();

        @Override
        void close();
    }

    /// Tells everything that is kept, in the order of keys.
    ///
    /// @throws StoreException if it cannot be read
    void read(BiConsumer<String, Payload> each);

    /// Takes changes over: all of them or none, after everything that was taken before.
    ///
    /// @return completed when they are durable, maybe on the store's own thread, which what follows must not
    ///     hold up; with a [StoreException] if they are not kept
    CompletionStage<@Nullable Void> write(List<Change> changes);

    /// Keeps content; durable when it returns. The same content is kept once.
    ///
    /// @throws IOException if the content cannot be read
    /// @throws StoreException if it cannot be kept
    Content keep(InputStream content) throws IOException;

    /// Claims content that is kept already, as long as the answer is open.
    Content claim(String sha256);

    /// The file of kept content, which may be gone or damaged: who reads it compares the digest.
    Path file(String sha256);

    /// Ends; what was taken is durable then.
    @Override
    void close();
}
