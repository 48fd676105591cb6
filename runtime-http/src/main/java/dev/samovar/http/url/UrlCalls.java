package dev.samovar.http.url;

import dev.samovar.api.Account;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrl.AuthType;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.answer.Responder;
import dev.samovar.spi.Caller;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The calls of function URLs: found by their host name, let in by the resource policy, handed to the runtime.
///
/// Source: contract of the HTTP front, "Function URLs".
public final class UrlCalls {
    /// The largest body of a request.
    public static final int LARGEST = 6_291_456;

    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]{1,64})\\.lambda-url\\.([a-z0-9-]+)\\.(?:on\\.aws|localhost)(?::\\d+)?");
    private static final String FORBIDDEN = "Forbidden. For troubleshooting Function URL authorization issues, see: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

    private final FunctionRuntime runtime;
    private final Account account;
    private final InstantSource clock;

    /// Calls the functions of this runtime.
    public UrlCalls(FunctionRuntime runtime, Account account, InstantSource clock) {
        this.runtime = runtime;
        this.account = account;
        this.clock = clock;
    }

    /// Whether a host name is that of a function URL, be there such a one or not.
    public static boolean isUrl(@Nullable String host) {
        return host != null && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /// The URL that a request means.
    ///
    /// @throws RequestRefusedException if there is none, or nobody may call it so
    public FunctionUrl find(UrlRequest request) {
        var host = request.header("host");
        var matcher = HOST.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        var found = matcher.matches() && matcher.group(2).equals(account.region())
                ? runtime.control().functionUrls().find(matcher.group(1)).orElse(null)
                : null;
        if (found == null) throw new RequestRefusedException(Refusal.of(403, "AccessDeniedException", ""));
        if (isAnsweredHere(found, request)) return found;
        if (!mayCall(found, request))
            throw new RequestRefusedException(Refusal.of(403, "AccessDeniedException", FORBIDDEN));
        return found;
    }

    /// Refuses a call whose function would be refused now.
    public void requireReady(FunctionUrl url) {
        runtime.wouldRefuse(reference(url)).ifPresent(refusal -> {
            throw new RequestRefusedException(refusal);
        });
    }

    /// Whether the front answers for the function: what browsers ask before they ask.
    public boolean isAnsweredHere(FunctionUrl url, UrlRequest request) {
        return url.cors() != null && request.isPreflight();
    }

    /// Both permissions count: the one for URLs, and since October 2025 the one for the function behind it.
    private boolean mayCall(FunctionUrl url, UrlRequest request) {
        if (url.authType() == AuthType.AWS_IAM) return request.isSigned();
        return runtime.control()
                .policies()
                .find(url.arn().name(), url.arn().qualifier())
                .filter(policy -> policy.letsAnybodyIn("lambda:InvokeFunctionUrl", url.authType()))
                .filter(policy -> policy.letsAnybodyIn("lambda:InvokeFunction", url.authType()))
                .isPresent();
    }

    /// What a URL invokes.
    public static FunctionRef reference(FunctionUrl url) {
        var qualifier = url.arn().qualifier();
        return qualifier == null
                ? FunctionRef.of(url.arn().name())
                : FunctionRef.of(url.arn().name(), qualifier);
    }

    /// Begins a call.
    ///
    /// @param caller who signed it, null for anybody
    public void start(FunctionUrl url, UrlRequest request, byte[] body, @Nullable Caller caller, Responder responder) {
        var cors = url.cors();
        if (cors != null && request.isPreflight()) {
            responder.answer(UUID.randomUUID(), UrlCors.preflight(cors, request));
            return;
        }
        var id = UUID.randomUUID();
        var now = clock.instant();
        var traced = request.traced(id, now);
        var event = UrlEvent.of(id, traced, body, url, account.region(), caller, now);
        var invocation = InvocationRequest.of(reference(url), Event.owning(event))
                .traceHeader(Objects.requireNonNull(traced.header(UrlRequest.TRACE)));
        runtime.start(id, invocation, new UrlStream(url, traced, responder));
    }

    private static Answer throttled(Refusal refusal) {
        var body = JsonMapper.shared().createObjectNode();
        refusal.optionalReason().ifPresent(reason -> body.put("Reason", reason));
        body.put("Message", refusal.message());
        return new Answer(429, Answer.refused(refusal).headers(), Payload.json(body.toString()));
    }

    /// Errors of a function URL say less than those of the API, and not whether there is a function.
    public static Answer refused(Refusal refusal) {
        if (refusal.status() == 404) return refused(Refusal.of(403, "AccessDeniedException", FORBIDDEN));
        if (refusal.status() == 429) return throttled(refusal);
        if (refusal.status() != 403) return Answer.refused(refusal);
        var body = JsonMapper.shared().createObjectNode();
        if (refusal.message().isEmpty()) body.putNull("Message");
        else body.put("Message", refusal.message());
        return new Answer(
                403,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", "AccessDeniedException"),
                Payload.json(body.toString()));
    }
}
