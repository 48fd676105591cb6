package dev.samovar.http.identity;

import dev.samovar.api.Account;
import dev.samovar.http.auth.Sessions;
import dev.samovar.http.auth.UniqueId;
import dev.samovar.http.shape.Input;
import dev.samovar.spi.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/// Tells who asks, and hands out keys: for the same caller, or for a role of the account.
final class StsOperations {
    private static final int SESSION_SECONDS = 43_200;
    private static final int ROLE_SECONDS = 3_600;
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-zA-Z-]*:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private final Account account;
    private final Sessions sessions;
    private final InstantSource clock;

    private StsOperations(Account account, Sessions sessions, InstantSource clock) {
        this.account = account;
        this.sessions = sessions;
        this.clock = clock;
    }

    static IdentityService service(Account account, Sessions sessions, InstantSource clock) {
        var operations = new StsOperations(account, sessions, clock);
        return new IdentityService(
                "sts",
                "2011-06-15",
                NAMESPACE,
                Map.of(
                        "GetCallerIdentity", operations::identity,
                        "GetSessionToken", operations::session,
                        "AssumeRole", operations::role));
    }

    private void identity(Caller caller, Input input, Xml result) {
        result.text("Arn", caller.arn()).text("UserId", caller.account()).text("Account", caller.account());
    }

    private void session(Caller caller, Input input, Xml result) {
        credentials(result, caller, input.number("DurationSeconds").orElse(SESSION_SECONDS));
    }

    private void role(Caller caller, Input input, Xml result) {
        var role = ROLE.matcher(input.text("RoleArn"));
        if (!role.matches()) throw IdentityError.invalid("ValidationError", input.text("RoleArn") + " is invalid");
        if (!role.group(1).equals(account.id()))
            throw IdentityError.of(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + input.text("RoleArn"));
        var session = input.text("RoleSessionName");
        var assumed = new Caller(
                role.group(1),
                "arn:" + account.partition() + ":sts::" + role.group(1) + ":assumed-role/" + role.group(2) + "/"
                        + session);
        credentials(result, assumed, input.number("DurationSeconds").orElse(ROLE_SECONDS));
        result.within(
                "AssumedRoleUser",
                user -> user.text("AssumedRoleId", UniqueId.of("AROA") + ":" + session)
                        .text("Arn", assumed.arn()));
        result.text("SourceIdentity", input.orNull("SourceIdentity"));
    }

    private void credentials(Xml result, Caller caller, int seconds) {
        var end = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        var made = sessions.begin(caller, end);
        result.within(
                "Credentials",
                credentials -> credentials
                        .text("AccessKeyId", made.accessKeyId())
                        .text("SecretAccessKey", made.secretAccessKey())
                        .text("SessionToken", made.sessionToken())
                        .text("Expiration", end.toString()));
    }
}
