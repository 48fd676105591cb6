package dev.samovar.http.identity;

import dev.samovar.api.Account;
import dev.samovar.http.shape.Input;
import dev.samovar.spi.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who asks: always the account itself, whatever the credentials. Those that are handed out open nothing else.
final class StsOperations {
    private static final int SESSION_SECONDS = 43_200;
    private static final int ROLE_SECONDS = 3_600;
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-zA-Z-]*:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private final Account account;
    private final InstantSource clock;

    private StsOperations(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    static IdentityService service(Account account, InstantSource clock) {
        var operations = new StsOperations(account, clock);
        return new IdentityService(
                "sts.json",
                "2011-06-15",
                NAMESPACE,
                Map.of(
                        "GetCallerIdentity", operations::caller,
                        "GetSessionToken", operations::session,
                        "AssumeRole", operations::role));
    }

    /// What a caller who signed is told of itself.
    static Xml identity(UUID id, Caller caller) {
        return new Xml().within("GetCallerIdentityResponse", NAMESPACE, response -> {
            response.within(
                    "GetCallerIdentityResult",
                    result -> result.text("Arn", caller.arn())
                            .text("UserId", caller.account())
                            .text("Account", caller.account()));
            response.within("ResponseMetadata", metadata -> metadata.text("RequestId", id.toString()));
        });
    }

    private void caller(Input input, Xml result) {
        result.text("Arn", "arn:" + account.partition() + ":iam::" + account.id() + ":root")
                .text("UserId", account.id())
                .text("Account", account.id());
    }

    private void session(Input input, Xml result) {
        credentials(result, input.number("DurationSeconds").orElse(SESSION_SECONDS));
    }

    private void role(Input input, Xml result) {
        var role = ROLE.matcher(input.text("RoleArn"));
        if (!role.matches()) throw IdentityError.invalid("ValidationError", input.text("RoleArn") + " is invalid");
        var session = input.text("RoleSessionName");
        credentials(result, input.number("DurationSeconds").orElse(ROLE_SECONDS));
        result.within(
                "AssumedRoleUser",
                user -> user.text("AssumedRoleId", UniqueId.of("AROA") + ":" + session)
                        .text(
                                "Arn",
                                "arn:" + account.partition() + ":sts::" + role.group(1) + ":assumed-role/"
                                        + role.group(2) + "/" + session));
        result.text("SourceIdentity", input.orNull("SourceIdentity"));
    }

    private void credentials(Xml result, int seconds) {
        var end = Instant.ofEpochMilli(clock.millis()).plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        result.within(
                "Credentials",
                credentials -> credentials
                        .text("AccessKeyId", UniqueId.accessKey())
                        .text("SecretAccessKey", UniqueId.secret(40))
                        .text("SessionToken", UniqueId.secret(128))
                        .text("Expiration", end.toString()));
    }
}
