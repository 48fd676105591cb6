package dev.samovar.http.lambda;

import dev.samovar.api.Account;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult;
import dev.samovar.api.InvocationType;
import dev.samovar.api.LogType;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import dev.samovar.http.shape.Input;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Invocations. They are handed to the runtime on the caller's thread and wait for nothing.
///
/// Source: contract of the Lambda API, "Invoke".
public final class Invocations {
    private static final String STREAMED = "InvokeWithResponseStream";

    /// Their names. The older one is asynchronous.
    public static final Set<String> OPERATIONS = Set.of("Invoke", "InvokeAsync", STREAMED);

    /// The largest body of a synchronous invocation.
    public static final int LARGEST = 6_291_456;

    private static final int LONGEST_CONTEXT = 3583;

    private final FunctionRuntime runtime;
    private final Targets targets;

    /// Invokes what this runtime has.
    public Invocations(FunctionRuntime runtime, Account account) {
        this.runtime = runtime;
        this.targets = new Targets(account);
    }

    /// Why the request would be refused whatever its body is. Events are accepted where nothing can run now,
    /// and a dry run takes no room.
    public Optional<Refusal> wouldRefuse(String operation, Input input) {
        var function = targets.reference(input);
        return type(operation, input) == InvocationType.REQUEST_RESPONSE
                ? runtime.wouldRefuse(function)
                : Optional.empty();
    }

    /// Begins an invocation.
    ///
    /// @param operation one of [#OPERATIONS]
    /// @param trace the header `X-Amzn-Trace-Id`, or null
    /// @throws dev.samovar.api.RequestRefusedException if the request is none
    public void start(String operation, Input input, byte[] body, @Nullable String trace, Responder responder) {
        Targets.refuseNewer(input);
        var wantsTail = "Tail".equals(input.orNull("LogType"));
        var request = InvocationRequest.of(targets.reference(input), Event.owning(body))
                .type(type(operation, input))
                .logType(wantsTail ? LogType.TAIL : LogType.NONE);
        request = with(request, input.orNull("ClientContext"), trace, input.orNull("TenantId"));
        runtime.start(
                request,
                operation.equals(STREAMED)
                        ? new StreamedInvocation(responder, wantsTail)
                        : invocation -> {
                            if (wantsTail) Thread.startVirtualThread(() -> answer(invocation, responder));
                            else answer(invocation, responder);
                        });
    }

    private static InvocationRequest with(
            InvocationRequest plain, @Nullable String context, @Nullable String trace, @Nullable String tenant) {
        var request = plain;
        if (context != null) request = request.clientContext(decoded(context));
        if (trace != null) request = request.traceHeader(trace);
        return tenant == null ? request : request.tenantId(tenant);
    }

    private static String decoded(String base64) {
        if (base64.length() > LONGEST_CONTEXT)
            throw Targets.invalid("Client context must be at most " + LONGEST_CONTEXT + " bytes of base64, not "
                    + base64.length() + ".");
        try {
            var json = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            if (JsonMapper.shared().readTree(json).isObject()) return json;
        } catch (IllegalArgumentException | JacksonException e) {
            // It is refused below.
        }
        throw Targets.invalid("Client context must be a valid Base64-encoded JSON object.");
    }

    private static InvocationType type(String operation, Input input) {
        if (operation.equals("InvokeAsync")) return InvocationType.EVENT;
        return switch (input.optional("InvocationType").orElse("RequestResponse")) {
            case "Event" -> InvocationType.EVENT;
            case "DryRun" -> InvocationType.DRY_RUN;
            default -> InvocationType.REQUEST_RESPONSE;
        };
    }

    private static void answer(Invocation invocation, Responder responder) {
        responder.answer(invocation.requestId(), answer(invocation));
    }

    private static Answer answer(Invocation invocation) {
        return switch (invocation.result()) {
            case InvocationResult.Returned(Payload payload) -> ran(invocation, payload, false);
            case InvocationResult.Failed failed ->
                ran(invocation, failed.fault().payload(), true);
            case InvocationResult.Accepted _ -> Answer.json(202, null);
            case InvocationResult.DryRun _ -> Answer.json(204, null);
            case InvocationResult.Refused(Refusal refusal) -> Answer.refused(refusal);
        };
    }

    private static Answer ran(Invocation invocation, Payload payload, boolean failed) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        invocation.executedVersion().ifPresent(version -> headers.put("X-Amz-Executed-Version", version.toString()));
        if (failed) headers.put("X-Amz-Function-Error", "Unhandled");
        invocation
                .logTail()
                .ifPresent(tail -> headers.put(
                        "X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail.getBytes(StandardCharsets.UTF_8))));
        return new Answer(200, headers, payload);
    }
}
