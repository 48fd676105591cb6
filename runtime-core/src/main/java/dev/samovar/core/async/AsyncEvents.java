package dev.samovar.core.async;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Accepted;
import dev.samovar.api.InvocationResult.DryRun;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Refused;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.InvocationType;
import dev.samovar.api.Refusal;
import dev.samovar.api.Version;
import dev.samovar.core.ledger.Ledger;
import dev.samovar.core.seam.Alarm;
import dev.samovar.core.seam.Seams;
import dev.samovar.spi.DestinationSender;
import dev.samovar.spi.RuntimeListener;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
/// 4. An event is written down before it is accepted, and stays so until it is done and told of. What is found written
///    down when the runtime starts goes on; what may have run already runs again.
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
    private final EventRecords records;
    private final RuntimeListener listeners;
    private final Destinations destinations;
    private final Alarm alarm;
    private final Map<FunctionName, FunctionQueue> queues = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Refusal full;
    private volatile int repeated;
    private volatile boolean closed;

    /// @param limit how many bytes of events may wait
    /// @param full how those are refused that do not fit
    /// @param ledger where events are written down
    /// @param listeners who hears of events
    /// @param traces the chain that an event belongs to
    /// @param rules what becomes of events of a function
    /// @param reservedNothing whether a function has reserved a concurrency of 0
    public AsyncEvents(
            Seams seams,
            Account account,
            List<DestinationSender> senders,
            long limit,
            Refusal full,
            Ledger ledger,
            RuntimeListener listeners,
            Traces traces,
            Runner runner,
            Function<FunctionRef, Rules> rules,
            Predicate<FunctionName> reservedNothing) {
        this.seams = seams;
        this.limit = limit;
        this.full = full;
        this.runner = runner;
        this.rules = rules;
        this.reservedNothing = reservedNothing;
        this.records = new EventRecords(seams, ledger);
        this.listeners = listeners;
        this.destinations = new Destinations(
                account,
                senders,
                seams.clock(),
                seams.background(),
                this::tellFunction,
                traces,
                listeners::deliveryFailed);
        this.alarm = seams.alarms().create("samovar-async", () -> {
            ask();
            return Long.MAX_VALUE;
        });
    }

    /// Goes on with what was written down before. Called once, when functions can run.
    public void restore() {
        int again = 0;
        synchronized (queues) {
            for (var found : records.found()) {
                bytes.addAndGet(found.event().body().size());
                if (found.repeated()) again++;
                if (found.at() <= now()) queue(found.event()).add(found.event());
                else queue(found.event()).addLater(found.event(), found.at());
            }
        }
        if (again > 0) LOG.warn("{} events had begun to run when the runtime ended, and run again", again);
        repeated = again;
        ask();
    }

    /// How many events run again that had begun when an earlier runtime ended.
    public int repeated() {
        return repeated;
    }

    /// Takes an event over.
    ///
    /// @param id the request's id
    /// @param answer hears why it is not accepted, or null when it is; on any thread
    public void accept(UUID id, InvocationRequest request, Consumer<@Nullable Refusal> answer) {
        long size = request.event().size();
        if (bytes.addAndGet(size) > limit) {
            bytes.addAndGet(-size);
            answer.accept(full);
            return;
        }
        var written = records.accept(id, request.type(InvocationType.REQUEST_RESPONSE), now())
                .toCompletableFuture();
        BiConsumer<@Nullable QueuedEvent, @Nullable Throwable> then =
                (event, failure) -> accepted(event, failure, size, answer);
        // Who hears of it may take long, and is not to hold up the store's thread.
        var _ = written.isDone() ? written.whenComplete(then) : written.whenCompleteAsync(then, seams.background());
    }

    private void accepted(
            @Nullable QueuedEvent event, @Nullable Throwable failure, long size, Consumer<@Nullable Refusal> answer) {
        if (event == null) {
            LOG.error("an event was refused, since it cannot be kept", failure);
            bytes.addAndGet(-size);
            answer.accept(Ledger.refusal());
            return;
        }
        synchronized (queues) {
            queue(event).add(event);
        }
        listeners.eventAccepted(event.function());
        answer.accept(null);
        ask();
    }

    private void tellFunction(InvocationRequest request, Runnable told) {
        accept(seams.ids().get(), request, refusal -> {
            if (refusal != null) LOG.warn("{} is not told of an event: {}", request.function(), refusal.message());
            told.run();
        });
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
        if (reservedNothing.test(event.function().name())) {
            done(event, Condition.ZERO_RESERVED_CONCURRENCY);
            return;
        }
        var request = request(event);
        if (request == null) return;
        records.begin(event);
        listeners.eventStarted(event.function(), Duration.ofNanos(age(event)));
        runner.begin(event.id(), request, ended -> ended(event, ended));
    }

    private @Nullable InvocationRequest request(QueuedEvent event) {
        try {
            return event.head().event(event.body().read());
        } catch (UncheckedIOException e) {
            LOG.error("event {} is lost: what was written down of it cannot be read", event.id(), e);
            listeners.eventDropped(event.function(), "ServiceException");
            gone(event);
            return null;
        }
    }

    // --- what an attempt came to

    /// What is ended because the runtime ends has come to nothing: it is written down as begun, and runs again.
    /// What was refused meanwhile has not begun.
    private void ended(QueuedEvent event, Invocation invocation) {
        if (closed && !(invocation.result() instanceof Returned)) {
            if (invocation.result() instanceof Refused) records.unbegin(event);
            return;
        }
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
            when refusal.status() == 404 && !event.found() -> {
                LOG.debug("event {} is dropped: {}", event.id(), refusal.message());
                listeners.eventDropped(event.function(), refusal.code());
                gone(event);
            }
            case Refused(var refusal)
            when refusal.code().equals("RecursiveInvocationException") -> done(event, Condition.RECURSIVE_INVOCATION);
            case Refused _ -> refused(event);
            case Accepted _, DryRun _ -> throw new IllegalStateException("an attempt waits for its answer");
        }
    }

    private void failed(QueuedEvent event) {
        var rule = rules(event);
        var delay = Rules.delayAfter(event.attempts());
        if (event.attempts() > rule.retries()) done(event, Condition.RETRIES_EXHAUSTED);
        else if (age(event) + delay > rule.maximumAge()) done(event, Condition.EVENT_AGE_EXCEEDED);
        else {
            var at = now() + delay;
            records.later(event, at);
            synchronized (queues) {
                queue(event).addLater(event, at);
            }
            ask();
        }
    }

    private void refused(QueuedEvent event) {
        if (age(event) >= rules(event).maximumAge()) {
            done(event, Condition.EVENT_AGE_EXCEEDED);
            return;
        }
        records.unbegin(event);
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
        if (condition != Condition.SUCCESS) listeners.eventDropped(event.function(), condition.toString());
        destinations.tell(event, condition, rules(event), () -> gone(event));
    }

    private void gone(QueuedEvent event) {
        bytes.addAndGet(-event.body().size());
        records.remove(event);
    }

    private FunctionQueue queue(QueuedEvent event) {
        return queues.computeIfAbsent(event.function().name(), _ -> new FunctionQueue());
    }

    private Rules rules(QueuedEvent event) {
        return rules.apply(event.function());
    }

    private long age(QueuedEvent event) {
        return now() - event.acceptedAt();
    }

    private long now() {
        return seams.ticker().getAsLong();
    }

    /// Hands out no more. What waits is lost where nothing is written down, and said to be.
    @Override
    public void close() {
        closed = true;
        alarm.close();
        int lost;
        // Whoever is handing out just now has written down what came of it.
        synchronized (this) {
            lost = records.keeps() ? 0 : size();
        }
        if (lost > 0) LOG.warn("{} events that were accepted had not run when the runtime was closed", lost);
    }
}
