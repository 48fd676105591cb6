package dev.samovar.http.logs;

import dev.samovar.api.Account;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.shape.Faults;
import dev.samovar.http.shape.Input;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.Model;
import dev.samovar.spi.LogStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers requests to CloudWatch Logs, which name their operation in a header and hold JSON. An operation may
/// take its time: it belongs on a thread of its own.
///
/// Source: Amazon CloudWatch Logs API reference; Smithy, "AWS JSON 1.1 protocol".
public final class LogsApi {
    /// The largest body, in bytes: a batch of events of 1 MiB with everything escaped.
    public static final int LARGEST = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LogsApi.class);
    private static final String TARGET = "Logs_20140328.";

    /// What an operation does: answers a body, or null for none.
    @FunctionalInterface
    interface Action {
        @Nullable
        JsonNode run(Input input);
    }

    private final Model model = Model.read("logs.json");
    private final InputReader inputs = new InputReader(model, Faults.LOGS);
    private final Map<String, Action> actions = new HashMap<>();

    /// The operations on the logs of an account.
    public LogsApi(LogStore store, Account account, InstantSource clock) {
        var targets = new LogTargets(store, account);
        new GroupOperations(store, targets).addTo(actions);
        new StreamOperations(store, targets).addTo(actions);
        new PutOperation(store, targets, clock).addTo(actions);
        new GetOperation(store, targets).addTo(actions);
        new FilterOperation(store, targets).addTo(actions);
        new TagOperations(store, targets).addTo(actions);
        new SubscriptionOperations(targets).addTo(actions);
    }

    /// Whether a request is to CloudWatch Logs.
    ///
    /// @param target its header `X-Amz-Target`, or null
    public static boolean isMeant(@Nullable String target) {
        return target != null && target.startsWith(TARGET);
    }

    /// What a request asks for.
    public static String operation(String target) {
        return target.substring(TARGET.length());
    }

    /// Does it.
    public Answer run(String operation, byte[] body) {
        try {
            var known = model.operation(operation)
                    .orElseThrow(() -> LogTargets.refused("UnknownOperationException", "There is no such operation."));
            var action = actions.get(operation);
            if (action == null) return notHeld(operation + " is not supported by this version of Samovar.");
            return answer(200, action.run(inputs.read(known, body)));
        } catch (RequestRefusedException e) {
            return refused(e.refusal());
        } catch (RuntimeException e) {
            LOG.warn("{} failed", operation, e);
            return refused(Refusal.of(500, "ServiceUnavailableException", "The service cannot complete the request."));
        }
    }

    /// An error that says what is not there.
    public static Answer notHeld(String message) {
        return refused(Refusal.of(501, "NotImplementedException", message));
    }

    /// An error, as the API says it.
    public static Answer refused(Refusal refusal) {
        return answer(
                refusal.status(),
                JsonMapper.shared()
                        .createObjectNode()
                        .put("__type", refusal.code())
                        .put("message", refusal.message()));
    }

    private static Answer answer(int status, @Nullable JsonNode body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.1"),
                body == null ? Payload.EMPTY : Payload.json(body.toString()));
    }
}
