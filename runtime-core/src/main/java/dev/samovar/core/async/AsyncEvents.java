package dev.samovar.core.async;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Version;
import dev.samovar.core.seam.Alarm;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.DestinationSender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs events that were accepted: each at least once, in its turn, again when it failed, and later when there is no
/// room for it.
///
/// 1. An event is queued with its function when it is accepted, and resolved when it runs: on the code of then.
/// 2. One thread at a time hands events out ([#handOut]); it waits for nothing, since an attempt is only begun there.
/// 3. What an attempt came to is told on any thread: the event is done, waits for its next attempt, or, if it was
///    throttled, is its function's next once more. A throttle is no attempt.
///
/// Source: contract of invocations, "Async (Event)".
public final class AsyncEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncEvents.class);

    /// Begins an attempt, and waits for nothing.
    @FunctionalInterface
    public interface Runner {
        /// Begins it.
        ///
        /// @param id the request's id
        void begin(UUID id, InvocationRequest request, InvocationSink sink);
    }

    private final Seams seams;
    private final long limit;
    private final Runner runner;
    private final Function<FunctionRef, Rules> rules;
    private final Predicate<FunctionName> reservedNothing;
    private final Destinations destinations;
    private final Alarm alarm;
    private final Map<FunctionName, FunctionQueue> queues = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean closed;

    /// @param limit how many bytes of events may wait
    /// @param rules what becomes of events of a function
    /// @param reservedNothing whether a function has reserved a concurrency of 0
    public AsyncEvents(
            Seams seams,
            Account account,
            List<DestinationSender> senders,
            long limit,
            Runner runner,
            Function<FunctionRef, Rules> rules,
            Predicate<FunctionName> reservedNothing) {
        this.seams = seams;
        this.limit = limit;
        this.runner = runner;
        this.rules = rules;
        this.reservedNothing = reservedNothing;
        this.destinations = new Destinations(account, senders, seams.clock(), seams.background(), this::tellFunction);
        this.alarm = seams.alarms().create("samovar-async", () -> {
            ask();
            return Long.MAX_VALUE;
        });
    }

    /// Takes an event over; false if there is no room for it.
    ///
    /// @param id the request's id
    public boolean accept(UUID id, InvocationRequest request) {
        var size = request.event().size();
        if (bytes.addAndGet(size) > limit) {
            bytes.addAndGet(-size);
            return false;
        }
        var event = new QueuedEvent(id, request.type(InvocationType.REQUEST_RESPONSE), now(), 0, null);
        synchronized (queues) {
            queues.computeIfAbsent(request.function().name(), _ -> new FunctionQueue())
                    .add(event);
        }
        ask();
        return true;
    }

    private void tellFunction(InvocationRequest request) {
        if (!accept(seams.ids().get(), request))
            LOG.warn("{} is not told of an event: too many wait", request.function());
    }

    /// How many events wait.
    public int size() {
        synchronized (queues) {
            return queues.values().stream().mapToInt(FunctionQueue::size).sum();
        }
    }

    // --- handing out

    /// Has somebody hand out what there is, soon.
    private void ask() {
        if (asked.compareAndSet(false, true)) seams.background().execute(this::handOut);
    }

    private synchronized void handOut() {
        asked.set(false);
        for (var event = next(); event != null && !closed; event = next()) begin(event);
    }

    private @Nullable QueuedEvent next() {
        synchronized (queues) {
            var wakeAt = Long.MAX_VALUE;
            for (var functions = queues.values().iterator(); functions.hasNext(); ) {
                var queue = functions.next();
                var event = queue.next(now());
                if (event != null) return event;
                if (queue.size() == 0) functions.remove();
                wakeAt = Math.min(wakeAt, queue.wakeAt());
            }
            if (wakeAt != Long.MAX_VALUE) alarm.wakeAt(wakeAt);
            return null;
        }
    }

    private void begin(QueuedEvent event) {
        if (reservedNothing.test(event.request().function().name())) {
            done(event, Condition.ZERO_RESERVED_CONCURRENCY);
            return;
        }
        runner.begin(event.id(), event.request(), ended -> ended(event, ended));
    }

    // --- what an attempt came to

    private void ended(QueuedEvent event, Invocation invocation) {
        var version = invocation.executedVersion().orElse(Version.LATEST).toString();
        switch (invocation.result()) {
            case Returned(var payload) -> {
                resume(event);
                done(event.after(new Attempt(version, null, payload)), Condition.SUCCESS);
            }
            case Failed(var fault) -> {
                resume(event);
                failed(event.after(new Attempt(version, fault, fault.payload())));
            }
            case Refused(var refusal)
            when refusal.status() == 404 -> {
                LOG.debug("event {} is dropped: {}", event.id(), refusal.message());
                gone(event);
            }
            default -> refused(event);
        }
    }

    private void failed(QueuedEvent event) {
        var rule = rules(event);
        var delay = Rules.delayAfter(event.attempts());
        if (event.attempts() > rule.retries()) done(event, Condition.RETRIES_EXHAUSTED);
        else if (age(event) + delay > rule.maximumAge()) done(event, Condition.EVENT_AGE_EXCEEDED);
        else {
            synchronized (queues) {
                queue(event).addLater(event, now() + delay);
            }
            ask();
        }
    }

    private void refused(QueuedEvent event) {
        if (age(event) >= rules(event).maximumAge()) {
            done(event, Condition.EVENT_AGE_EXCEEDED);
            return;
        }
        synchronized (queues) {
            queue(event).pause(event, now());
        }
        ask();
    }

    private void resume(QueuedEvent event) {
        synchronized (queues) {
            queue(event).resume();
        }
        ask();
    }

    private void done(QueuedEvent event, Condition condition) {
        gone(event);
        destinations.tell(event, condition, rules(event));
    }

    private void gone(QueuedEvent event) {
        bytes.addAndGet(-event.request().event().size());
    }

    private FunctionQueue queue(QueuedEvent event) {
        return queues.computeIfAbsent(event.request().function().name(), _ -> new FunctionQueue());
    }

    private Rules rules(QueuedEvent event) {
        return rules.apply(event.request().function());
    }

    private long age(QueuedEvent event) {
        return now() - event.acceptedAt();
    }

    private long now() {
        return seams.ticker().getAsLong();
    }

    /// Hands out no more. What waits is lost, and said to be.
    @Override
    public void close() {
        closed = true;
        alarm.close();
        var lost = size();
        if (lost > 0) LOG.warn("{} events that were accepted had not run when the runtime was closed", lost);
    }
}
