package dev.samovar.http.logs;

import dev.samovar.api.Account;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;
import dev.samovar.spi.LogGroup;
import dev.samovar.spi.LogStore;

/// Which group and stream a request is about.
final class LogTargets {
    private final LogStore store;
    private final String arnPrefix;

    LogTargets(LogStore store, Account account) {
        this.store = store;
        this.arnPrefix =
                "arn:" + account.partition() + ":logs:" + account.region() + ":" + account.id() + ":log-group:";
    }

    /// The group that is named, or identified, and is there.
    String group(Input input) {
        if (input.has("logGroupName") && input.has("logGroupIdentifier"))
            throw invalid("Specify either logGroupName or logGroupIdentifier, but not both.");
        if (input.has("logGroupName"))
            return existing(input.text("logGroupName")).name();
        if (input.has("logGroupIdentifier"))
            return existing(name(input.text("logGroupIdentifier"))).name();
        throw invalid("Specify either logGroupName or logGroupIdentifier.");
    }

    LogGroup existing(String group) {
        return store.group(group)
                .orElseThrow(() -> refused("ResourceNotFoundException", "The specified log group does not exist."));
    }

    /// The stream that is named in a group, and is there.
    String stream(String group, String stream) {
        if (store.createdMillis(group, stream).isEmpty())
            throw refused("ResourceNotFoundException", "The specified log stream does not exist.");
        return stream;
    }

    /// The name of a group of this account that is identified by its name or its ARN. The name of a foreign ARN
    /// is the ARN, which is the name of nothing.
    String name(String identifier) {
        if (!identifier.startsWith(arnPrefix)) return identifier;
        var name = identifier.substring(arnPrefix.length());
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }

    String arn(String group) {
        return arnPrefix + group;
    }

    static RequestRefusedException invalid(String message) {
        return refused("InvalidParameterException", message);
    }

    static RequestRefusedException refused(String code, String message) {
        return new RequestRefusedException(Refusal.of(400, code, message));
    }
}
