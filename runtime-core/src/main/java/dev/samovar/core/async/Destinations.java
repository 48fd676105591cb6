package dev.samovar.core.async;

import dev.samovar.api.Account;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Version;
import dev.samovar.spi.DestinationSender;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the destinations of an event what became of it: functions by invoking them, others through what a host brings.
final class Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);
    private static final int TRIES = 3;

    /// The longest error message that a dead-letter queue is given.
    private static final int LONGEST_MESSAGE = 1024;

    private final Account account;
    private final List<DestinationSender> senders;
    private final InstantSource clock;
    private final Executor background;
    private final Consumer<InvocationRequest> functions;

    /// @param functions invokes a function asynchronously
    Destinations(
            Account account,
            List<DestinationSender> senders,
            InstantSource clock,
            Executor background,
            Consumer<InvocationRequest> functions) {
        this.account = account;
        this.senders = senders;
        this.clock = clock;
        this.background = background;
        this.functions = functions;
    }

    /// Tells of an event that is done.
    void tell(QueuedEvent event, Condition condition, Rules rules) {
        var arn = condition == Condition.SUCCESS ? rules.onSuccess() : rules.onFailure();
        if (arn != null)
            send(arn, new DestinationSender.Message(event.id(), record(event, condition), Map.of()), event);
        if (condition != Condition.SUCCESS && rules.deadLetters() != null)
            send(rules.deadLetters(), deadLetter(event, condition), event);
    }

    private String record(QueuedEvent event, Condition condition) {
        var function = event.request().function();
        var qualifier = function.qualifier() == null ? Version.LATEST : function.qualifier();
        return InvocationRecord.of(event, condition, account.arnOf(function.name(), qualifier), clock.instant());
    }

    private static DestinationSender.Message deadLetter(QueuedEvent event, Condition condition) {
        var fault = event.last() == null ? null : event.last().fault();
        var why = fault == null ? condition.toString() : fault.errorMessage();
        return new DestinationSender.Message(
                event.id(),
                event.request().event().text(),
                Map.of(
                        "RequestID",
                        event.id().toString(),
                        "ErrorCode",
                        "200",
                        "ErrorMessage",
                        why.substring(0, Math.min(why.length(), LONGEST_MESSAGE))));
    }

    private void send(String arn, DestinationSender.Message message, QueuedEvent event) {
        var function = function(arn);
        if (function != null) {
            var request = InvocationRequest.of(function, Event.json(message.body()));
            var trace = event.request().traceHeader();
            functions.accept(trace == null ? request : request.traceHeader(trace));
            return;
        }
        for (var sender : senders)
            if (sender.sends(arn)) {
                background.execute(() -> send(sender, arn, message));
                return;
            }
        LOG.warn("nothing here sends to {}: what became of event {} is not told", arn, event.id());
    }

    private static void send(DestinationSender sender, String arn, DestinationSender.Message message) {
        for (var tries = 1; ; tries++) {
            try {
                sender.send(arn, message);
                return;
            } catch (Exception e) {
                if (tries < TRIES) continue;
                LOG.warn("what became of event {} could not be sent to {}", message.requestId(), arn, e);
                return;
            }
        }
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
