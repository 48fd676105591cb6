package dev.samovar.java.guest;

import java.lang.invoke.MethodHandle;

/// What instrumented code calls at method entries and loop back-edges. Every environment defines its own copy of this
/// class, so that the handle is a constant to the compiler and a poll costs nothing until the guest is killed.
public final class Poll {
    private static final MethodHandle POLL = Home.guestOf(Poll.class).poll();

    private Poll() {}

    public static void poll() throws Throwable {
        POLL.invokeExact();
    }
}
