package dev.samovar.process.runtimeapi;

/// Holds up those who come through it while it is shut.
final class Gate {
    private boolean isShut;

    synchronized void shut(boolean on) {
        isShut = on;
        notifyAll();
    }

    /// Returns once it is open.
    synchronized void pass() throws InterruptedException {
        while (isShut) wait();
    }
}
