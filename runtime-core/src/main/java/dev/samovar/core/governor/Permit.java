package dev.samovar.core.governor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The right to one request in flight. Closing it twice is harmless.
public final class Permit implements Admission, AutoCloseable {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Permit.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int HELD = 0;
    private static final int QUARANTINED = 1;
    private static final int CLOSED = 2;

    private final Gate gate;
    private final @Nullable Provision provision;

    @SuppressWarnings("UnusedVariable") // read and written through STATE
    private volatile int state = HELD;

    Permit(Gate gate, @Nullable Provision provision) {
        this.gate = gate;
        this.provision = provision;
    }

    /// Whether it counts against provisioned capacity.
    public boolean provisioned() {
        return provision != null;
    }

    /// Counts it as held by an instance that could not be killed, until it is closed.
    public void quarantine() {
        if (STATE.compareAndSet(this, HELD, QUARANTINED)) gate.quarantine();
    }

    @Override
    public void close() {
        int before = (int) STATE.getAndSet(this, CLOSED);
        if (before != CLOSED) gate.release(provision, before == QUARANTINED);
    }
}
