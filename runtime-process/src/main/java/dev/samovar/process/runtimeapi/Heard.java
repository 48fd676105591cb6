package dev.samovar.process.runtimeapi;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What a runtime said and its environment has not taken yet. Pieces of an answer are bounded: who reads them from the
/// network stops when there are many.
final class Heard {
    private static final int MANY = 512 * 1024;

    private final BlockingQueue<Said> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile Runnable onFewer = () -> {};

    /// Says who hears, on the environment's thread, that there are not many pieces any more.
    void onFewer(Runnable to) {
        onFewer = to;
    }

    /// One more; never blocks.
    ///
    /// @return whether there is room for more
    boolean add(Said said) {
        int held = said instanceof Said.Piece(var piece) ? bytes.addAndGet(piece.size()) : bytes.get();
        waiting.add(said);
        return held < MANY;
    }

    /// The next, waited for.
    Said take() {
        while (true) {
            var next = poll(Long.MAX_VALUE);
            if (next.isPresent()) return next.get();
        }
    }

    /// The next, if it comes in this time. An interrupt does not end the wait.
    Optional<Said> poll(long nanos) {
        boolean interrupted = false;
        long begun = System.nanoTime();
        try {
            while (true) {
                try {
                    var next = waiting.poll(nanos - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
                    if (next instanceof Said.Piece(var piece)) taken(piece.size());
                    return Optional.ofNullable(next);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void taken(int size) {
        int left = bytes.addAndGet(-size);
        if (left < MANY && left + size >= MANY) onFewer.run();
    }
}
