package dev.samovar.process.runtimeapi;

import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.TelemetryListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happens in one environment, for the extensions that subscribed to it.
///
/// 1. What happens before anybody can have subscribed is kept until the initialisation is over.
/// 2. That the runtime is done with an invocation is told when it is, and not when the books are closed: extensions
///    wait for it before they ask for the next event. A retry with the same id is an invocation of its own.
///
/// Source: AWS Lambda developer guide, "Accessing real-time telemetry data for extensions using the Telemetry API".
final class Telemetry implements TelemetryListener, AutoCloseable {
    private static final String RUNTIME_DONE = "platform.runtimeDone";

    /// How many characters are kept of an initialisation; what comes then is not told to who subscribes later.
    private static final int KEPT = 1 << 20;

    private record Event(String type, String json) {}

    private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
    private final List<Event> early = new ArrayList<>();
    private final Gate gate = new Gate();
    private @Nullable Reach reach;

    /// The invocation that the runtime was given last, once it is told that the runtime is done with it.
    private @Nullable String done;

    private int kept;
    private boolean open = true;
    private boolean closed;

    /// Says how extensions are reached; called once, before there is one.
    synchronized void reach(Reach how) {
        reach = how;
    }

    synchronized boolean hasSubscribers() {
        return !subscribers.isEmpty();
    }

    /// Begins to tell an extension; a subscription that it had ends. False if it is too late.
    synchronized boolean subscribe(String extension, Subscription wanted) {
        var how = reach;
        if (!open || closed || how == null) return false;
        var before = subscribers.remove(extension);
        if (before != null) before.close();
        var subscriber = new Subscriber(wanted, how, gate);
        subscribers.put(extension, subscriber);
        for (var event : early) subscriber.offer(event.type(), event.json());
        add("platform.telemetrySubscription", Instant.now(), Json.subscribed(extension, wanted.words()));
        return true;
    }

    /// The initialisation is over: nobody subscribes any more.
    synchronized void initialised(List<ExtensionState> extensions) {
        for (var extension : extensions) add("platform.extension", Instant.now(), Json.record(extension));
        open = false;
        early.clear();
    }

    /// The extensions stand still, or go on: what is told meanwhile waits for them.
    void still(boolean on) {
        gate.shut(on);
    }

    /// The runtime gets an invocation, perhaps one that it had before.
    synchronized void handed() {
        done = null;
    }

    /// The runtime is done with an invocation: it answered, even if with an error, and asked for the next one.
    synchronized void runtimeDone(RuntimeInvocation invocation, long nanos, long bytes) {
        add(RUNTIME_DONE, Instant.now(), Json.runtimeDone(invocation, nanos, bytes));
        done = invocation.requestId().toString();
    }

    @Override
    public synchronized void event(String type, long timestampMillis, String record) {
        if (type.equals(RUNTIME_DONE) && done != null && done.equals(Json.requestId(record))) return;
        add(type, Instant.ofEpochMilli(timestampMillis), record);
    }

    private void add(String type, Instant time, String record) {
        if (closed || (!open && subscribers.isEmpty())) return;
        var json = Json.event(type, time, record);
        if (open && kept + json.length() <= KEPT) {
            kept += json.length();
            early.add(new Event(type, json));
        }
        for (var subscriber : subscribers.values()) subscriber.offer(type, json);
    }

    /// Has everything sent that waits.
    synchronized void flush() {
        subscribers.values().forEach(Subscriber::flush);
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscribers.values().forEach(Subscriber::close);
    }
}
