package dev.samovar.core.async;

import dev.samovar.api.Account;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Version;
import dev.samovar.spi.DestinationSender;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the destinations of an event what became of it: functions by invoking them, others through what a host
/// brings.
final class Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);
    private static final int TRIES = 3;

    /// The longest error message that a dead-letter queue is given.
    private static final int LONGEST_MESSAGE = 1024;

    private final Account account;
    private final List<DestinationSender> senders;
    private final InstantSource clock;
    private final Executor background;
    private final BiConsumer<InvocationRequest, Runnable> functions;
    private final Traces traces;
    private final Failures failures;

    /// Hears of what could not be told.
    interface Failures {
        void failed(FunctionRef function, String arn, boolean deadLetter);
    }

    /// @param traces the chain that an event belongs to
    /// @param failures hears of what could not be told
    /// @param functions invokes a function asynchronously, and runs what it is given when that is certain
    Destinations(
            Account account,
            List<DestinationSender> senders,
            InstantSource clock,
            Executor background,
            BiConsumer<InvocationRequest, Runnable> functions,
            Traces traces,
            Failures failures) {
        this.account = account;
        this.senders = senders;
        this.clock = clock;
        this.background = background;
        this.functions = functions;
        this.traces = traces;
        this.failures = failures;
    }

    /// Tells of an event that is done.
    ///
    /// @param told runs when all have been told, or cannot be
    void tell(QueuedEvent event, Condition condition, Rules rules, Runnable told) {
        var arn = condition == Condition.SUCCESS ? rules.onSuccess() : rules.onFailure();
        var deadLetters = condition == Condition.SUCCESS ? null : rules.deadLetters();
        var left = new AtomicInteger(1 + (arn == null ? 0 : 1) + (deadLetters == null ? 0 : 1));
        Runnable one = () -> {
            if (left.decrementAndGet() == 0) told.run();
        };
        try {
            if (arn != null || deadLetters != null) tell(event, condition, arn, deadLetters, one);
            one.run();
        } catch (UncheckedIOException e) {
            LOG.error("what became of event {} is not told: what was written down of it cannot be read", event.id(), e);
            told.run();
        }
    }

    private void tell(
            QueuedEvent event, Condition condition, @Nullable String arn, @Nullable String deadLetters, Runnable told) {
        var body = event.body().read();
        if (arn != null) {
            var record = new DestinationSender.Message(event.id(), record(event, body, condition), Map.of());
            send(new Errand(event, arn, record, false, told));
        }
        if (deadLetters != null) send(new Errand(event, deadLetters, deadLetter(event, body, condition), true, told));
    }

    /// Something to tell somebody.
    private record Errand(
            QueuedEvent event, String arn, DestinationSender.Message message, boolean deadLetter, Runnable told) {}

    private String record(QueuedEvent event, Event body, Condition condition) {
        var function = event.function();
        var qualifier = function.qualifier() == null ? Version.LATEST : function.qualifier();
        return InvocationRecord.of(event, body, condition, account.arnOf(function.name(), qualifier), clock.instant());
    }

    private static DestinationSender.Message deadLetter(QueuedEvent event, Event body, Condition condition) {
        var fault = event.last() == null ? null : event.last().fault();
        var why = fault == null ? condition.toString() : fault.errorMessage();
        return new DestinationSender.Message(
                event.id(),
                body.text(),
                Map.of(
                        "RequestID",
                        event.id().toString(),
                        "ErrorCode",
                        "200",
                        "ErrorMessage",
                        why.substring(0, Math.min(why.length(), LONGEST_MESSAGE))));
    }

    private void send(Errand errand) {
        var function = function(errand.arn());
        if (function != null) {
            var request =
                    InvocationRequest.of(function, Event.json(errand.message().body()));
            functions.accept(
                    request.traceHeader(
                            traces.of(errand.event().id(), errand.event().head())),
                    errand.told());
            return;
        }
        for (var sender : senders)
            if (sender.sends(errand.arn())) {
                background.execute(() -> send(sender, errand));
                return;
            }
        LOG.warn(
                "nothing here sends to {}: what became of event {} is not told",
                errand.arn(),
                errand.event().id());
        failed(errand);
    }

    private void send(DestinationSender sender, Errand errand) {
        for (var tries = 1; ; tries++) {
            try {
                sender.send(errand.arn(), errand.message());
                errand.told().run();
                return;
            } catch (Exception e) {
                if (tries < TRIES) continue;
                LOG.warn(
                        "what became of event {} could not be sent to {}",
                        errand.event().id(),
                        errand.arn(),
                        e);
                failed(errand);
                return;
            }
        }
    }

    private void failed(Errand errand) {
        failures.failed(errand.event().function(), errand.arn(), errand.deadLetter());
        errand.told().run();
    }

    private static @Nullable FunctionRef function(String arn) {
        if (!arn.contains(":lambda:")) return null;
        try {
            return FunctionRef.parse(arn);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
