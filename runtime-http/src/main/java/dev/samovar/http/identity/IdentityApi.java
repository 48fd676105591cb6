package dev.samovar.http.identity;

import dev.samovar.api.Account;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import dev.samovar.http.auth.Authorization;
import dev.samovar.http.auth.Sessions;
import dev.samovar.http.shape.Form;
import dev.samovar.spi.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests to STS and IAM, which are forms and are answered with XML. An operation may take its time:
/// it belongs on a thread of its own.
///
/// Source: IAM and STS API references; Smithy, "AWS query protocol".
public final class IdentityApi {
    /// The largest body, in bytes.
    public static final int LARGEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(IdentityApi.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final List<IdentityService> services;
    private final Authorization authorization;

    /// Who asks where nobody has to sign.
    private final Caller root;

    /// STS and IAM of an account that has no roles yet.
    ///
    /// @param authorization decides what those may do who sign
    /// @param sessions where keys are noted that are handed out
    public IdentityApi(Account account, Authorization authorization, Sessions sessions, InstantSource clock) {
        this.authorization = authorization;
        root = new Caller(account.id(), "arn:" + account.partition() + ":iam::" + account.id() + ":root");
        services = List.of(StsOperations.service(account, sessions, clock), IamOperations.service(account, clock));
    }

    /// Whether a request is to STS or IAM.
    ///
    /// @param contentType its header, or null
    public static boolean isMeant(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    /// Does what a form says.
    ///
    /// @param id the request's
    /// @param caller who signed it, null where nobody has to
    public Answer run(UUID id, byte[] body, @Nullable Caller caller) {
        try {
            var form = form(body);
            var action = form.value("Action").orElseThrow(() -> IdentityError.invalid("MissingAction", "No Action."));
            var service = service(form.value("Version").orElse(""), action);
            if (caller != null) require(caller, service, action);
            return answer(200, service.run(id, caller == null ? root : caller, action, form));
        } catch (RequestRefusedException e) {
            return refused(id, e.refusal());
        } catch (RuntimeException e) {
            LOG.warn("a request to STS or IAM failed", e);
            return refused(id, Refusal.of(500, "ServiceFailure", "The request cannot be processed."));
        }
    }

    private IdentityService service(String version, String action) {
        return services.stream()
                .filter(service -> service.version().equals(version))
                .findFirst()
                .orElseThrow(() -> IdentityError.invalid(
                        "InvalidAction", "Could not find operation " + action + " for version " + version));
    }

    private void require(Caller caller, IdentityService service, String action) {
        var full = service.name() + ":" + action;
        if (isOfOneself(caller, action) || authorization.allows(caller, full, null)) return;
        throw IdentityError.of(403, "AccessDenied", "User: " + caller.arn() + " is not authorized to perform: " + full);
    }

    /// What needs no permission. Keys that are temporary themselves, as functions have, get no others.
    private static boolean isOfOneself(Caller caller, String action) {
        return action.equals("GetCallerIdentity") || (action.equals("GetSessionToken") && !caller.isFunction());
    }

    private static Form form(byte[] body) {
        try {
            return Form.of(body);
        } catch (IllegalArgumentException e) {
            throw IdentityError.invalid("MalformedInput", "The form is not well encoded.");
        }
    }

    /// An error, as the APIs say it.
    public static Answer refused(UUID id, Refusal refusal) {
        var body = new Xml()
                .within(
                        "ErrorResponse",
                        IamOperations.NAMESPACE,
                        response -> response.within(
                                        "Error",
                                        error -> error.text("Type", refusal.status() >= 500 ? "Receiver" : "Sender")
                                                .text("Code", refusal.code())
                                                .text("Message", refusal.message()))
                                .text("RequestId", id.toString()));
        return answer(refusal.status(), body);
    }

    private static Answer answer(int status, Xml body) {
        return new Answer(status, Map.of("Content-Type", "text/xml"), Payload.of(body.bytes()));
    }
}
