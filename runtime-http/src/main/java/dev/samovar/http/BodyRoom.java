package dev.samovar.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the bodies of all requests take while they come.
final class BodyRoom {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /// @param most in bytes
    BodyRoom(long most) {
        this.most = most;
    }

    /// Takes some; false if there is not enough.
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= most) return true;
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        taken.addAndGet(-bytes);
    }
}
