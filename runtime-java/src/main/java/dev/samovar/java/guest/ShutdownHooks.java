package dev.samovar.java.guest;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The threads a guest wants started when it ends.
final class ShutdownHooks {
    private final Set<Thread> hooks = Collections.newSetFromMap(new IdentityHashMap<>());

    synchronized boolean add(Thread hook) {
        return hooks.add(hook);
    }

    synchronized boolean remove(Thread hook) {
        return hooks.remove(hook);
    }

    synchronized List<Thread> removeAll() {
        var all = List.copyOf(hooks);
        hooks.clear();
        return all;
    }
}
