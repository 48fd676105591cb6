package dev.samovar.nodejs.graal;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files and directories that one context watches.
///
/// The JDK watches directories, each once. What happens in one waits there, where it is bounded, until the
/// context's own thread takes it and tells those who listen: of a file, they hear what happens to its name in
/// its directory. A watched file that is removed or replaced is not heard of again, as its watch in Linux ends
/// with it.
final class Watches implements AutoCloseable {
    /// Hears of what happened: to the file of that name in a watched directory, or to what is watched itself.
    @FunctionalInterface
    interface Listener {
        void happened(Event event, @Nullable String name);
    }

    /// Node's two events.
    enum Event {
        RENAME,
        CHANGE
    }

    private static final int MOST = 4096;

    /// One listener's.
    ///
    /// @param file the name of the file that is watched; null for all of a directory
    record Watch(WatchKey key, @Nullable String file, Listener listener) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final Map<WatchKey, Set<Watch>> watches = new HashMap<>();
    private final Loop loop;
    private @Nullable WatchService service;
    private boolean closed;

    Watches(Loop loop) {
        this.loop = loop;
    }

    /// Watches a file or a directory until it is ended.
    Watch watch(Path path, Listener listener) throws IOException {
        if (watches.values().stream().mapToInt(Set::size).sum() >= MOST) throw new FileFault("ENOSPC");
        boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        var key = (directory ? path : path.resolveSibling(""))
                .register(
                        service(),
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
        // What happened before is the others' alone.
        var before = key.pollEvents();
        if (!before.isEmpty()) {
            var others = of(key);
            loop.post(() -> tell(others, before));
        }
        var watch = new Watch(key, directory ? null : path.getFileName().toString(), listener);
        watches.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(watch);
        return watch;
    }

    /// Ends a watch. To end it again is harmless.
    void end(Watch watch) {
        var all = watches.get(watch.key());
        if (all == null || !all.remove(watch) || !all.isEmpty()) return;
        watches.remove(watch.key());
        watch.key().cancel();
    }

    /// Made when something is watched first.
    private synchronized WatchService service() throws IOException {
        if (closed) throw new IllegalStateException("the context has ended");
        var there = service;
        if (there != null) return there;
        var made = FileSystems.getDefault().newWatchService();
        Thread.ofVirtual().name("samovar-graaljs-watch").start(() -> await(made));
        service = made;
        return made;
    }

    private void await(WatchService signals) {
        try {
            while (true) {
                var key = signals.take();
                loop.post(() -> signalled(key));
            }
        } catch (ClosedWatchServiceException e) {
            // The context has ended.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    private void signalled(WatchKey key) {
        tell(of(key), key.pollEvents());
        if (key.reset()) return;
        // The directory itself is gone.
        var all = of(key);
        watches.remove(key);
        for (var watch : all) watch.listener().happened(Event.RENAME, null);
    }

    private List<Watch> of(WatchKey key) {
        return new ArrayList<>(watches.getOrDefault(key, Set.of()));
    }

    private void tell(List<Watch> all, List<WatchEvent<?>> events) {
        for (var event : events) {
            for (var watch : all)
                if (watches.getOrDefault(watch.key(), Set.of()).contains(watch)) tell(watch, event);
        }
    }

    private void tell(Watch watch, WatchEvent<?> event) {
        boolean changed = event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY);
        if (!(event.context() instanceof Path path)) {
            // More happened than was kept.
            watch.listener().happened(Event.CHANGE, null);
        } else if (watch.file() == null) {
            watch.listener().happened(changed ? Event.CHANGE : Event.RENAME, path.toString());
        } else if (watch.file().equals(path.toString())) {
            if (!changed) end(watch);
            watch.listener().happened(changed ? Event.CHANGE : Event.RENAME, null);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (service != null) service.close();
        } catch (IOException e) {
            // It watches nothing any more.
        }
    }
}
