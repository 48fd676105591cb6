package dev.samovar.java.guest;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Notes objects without keeping them, and without asking them: their `equals` and `hashCode` may be a guest's code.
final class WeakBag<T> {
    private final List<WeakReference<T>> noted = new ArrayList<>();
    private final Predicate<T> over;
    private int sweepAt = 64;

    /// An empty bag.
    ///
    /// @param over whether an object need no longer be noted
    WeakBag(Predicate<T> over) {
        this.over = over;
    }

    synchronized void add(T object) {
        if (noted.size() >= sweepAt) {
            noted.removeIf(reference -> isOver(reference.get()));
            sweepAt = Math.max(64, 2 * noted.size());
        }
        noted.add(new WeakReference<>(object));
    }

    synchronized List<T> all() {
        return noted.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    synchronized List<T> removeAll() {
        var all = all();
        noted.clear();
        return all;
    }

    private boolean isOver(@Nullable T object) {
        return object == null || over.test(object);
    }
}
