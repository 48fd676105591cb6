package dev.samovar.java.crac;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Tells resources before a checkpoint in the reverse of the order in which they were registered, and after a restore
/// in that order.
final class OrderedContext extends Context<Resource> {
    private final Deque<Resource> resources = new ArrayDeque<>();

    @Override
    public synchronized void register(Resource resource) {
        resources.addLast(resource);
    }

    private synchronized List<Resource> newestFirst() {
        List<Resource> all = new ArrayList<>();
        resources.descendingIterator().forEachRemaining(all::add);
        return all;
    }

    private synchronized List<Resource> oldestFirst() {
        return new ArrayList<>(resources);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException {
        CheckpointException failed = null;
        for (Resource resource : newestFirst()) {
            try {
                resource.beforeCheckpoint(this);
            } catch (Exception e) {
                if (failed == null) failed = new CheckpointException(e.getMessage());
                failed.addSuppressed(e);
            }
        }
        if (failed != null) throw failed;
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) throws RestoreException {
        RestoreException failed = null;
        for (Resource resource : oldestFirst()) {
            try {
                resource.afterRestore(this);
            } catch (Exception e) {
                if (failed == null) failed = new RestoreException(e.getMessage());
                failed.addSuppressed(e);
            }
        }
        if (failed != null) throw failed;
    }
}
