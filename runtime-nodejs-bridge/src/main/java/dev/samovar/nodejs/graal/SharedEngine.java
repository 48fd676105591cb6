package dev.samovar.nodejs.graal;

import dev.samovar.nodejs.graal.message.ErrorMessages;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The GraalVM engine that serves all contexts of a bridge, so that each source is parsed once. It takes a quarter
/// of a second to make, so it is made when the first function needs it.
///
/// Code that does not end although it was killed may hold a lock of the engine's for good (a stack that overflows at
/// the wrong moment can leave one taken), and with it whoever comes to the same code. Another engine then takes its
/// place for everything that starts from there on.
final class SharedEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

    /// What does not end within this time after it was killed is taken to be stuck.
    private static final Duration STUCK = Duration.ofSeconds(5);

    private final int inspectorPort;
    private @Nullable Engine current;
    private int ending;
    private boolean closed;

    /// @param inspectorPort where functions wait for a debugger, or 0
    SharedEngine(int inspectorPort) {
        this.inspectorPort = inspectorPort;
    }

    synchronized Engine current() {
        if (closed) throw new IllegalStateException("the engine is closed");
        var there = current;
        if (there == null) {
            there = make();
            current = there;
        }
        return there;
    }

    /// Whether new contexts are made on it.
    synchronized boolean isCurrent(Engine engine) {
        return engine.equals(current);
    }

    /// Ends a context and the code in it. Returns when it has ended, which may be never.
    void end(Engine engine, Runnable close) {
        var ended = new CountDownLatch(1);
        Thread.ofVirtual().name("samovar-graaljs-end").start(() -> awaitEnd(engine, ended));
        ending(engine);
        try {
            close.run();
        } finally {
            ended.countDown();
            ended(engine);
        }
    }

    private void awaitEnd(Engine engine, CountDownLatch ended) {
        try {
            if (!ended.await(STUCK.toMillis(), TimeUnit.MILLISECONDS)) stuck(engine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ending(Engine engine) {
        if (isCurrent(engine)) ending++;
    }

    private synchronized void ended(Engine engine) {
        if (!isCurrent(engine)) return;
        ending--;
        closeIfUnused();
    }

    /// Code in one of its contexts did not end although it was killed.
    synchronized void stuck(Engine engine) {
        if (!isCurrent(engine)) return;
        LOG.warn("code on engine graaljs does not end; functions that start from now on get another engine");
        current = null;
        ending = 0;
    }

    private Engine make() {
        var builder = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false");
        if (inspectorPort != 0)
            builder.option("inspect", Integer.toString(inspectorPort))
                    .option("inspect.Suspend", "false")
                    .option("inspect.WaitAttached", "true");
        try {
            var engine = builder.build();
            ErrorMessages.install(engine);
            return engine;
        } catch (IllegalArgumentException e) {
            if (inspectorPort == 0) throw e;
            throw new IllegalStateException(
                    "a debugger needs the dependency org.graalvm.tools:chromeinspector-tool of GraalVM's version", e);
        }
    }

    /// Closes the engine as soon as nothing ends in it. An engine that code is stuck in is left alone: GraalVM would
    /// wait for that code, and whoever ends the JVM would wait for GraalVM.
    @Override
    public synchronized void close() {
        closed = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (!closed || ending > 0 || current == null) return;
        try {
            current.close(false);
        } catch (IllegalStateException e) {
            LOG.debug("code still runs on engine graaljs", e);
        }
    }
}
