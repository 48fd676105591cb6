package dev.samovar.cli.deploy;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionRef;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// One stack at one endpoint.
///
/// @param name what its functions are tagged with
/// @param account where the endpoint says it is
/// @param endpoint where it is made
record Stack(String name, Account account, Endpoint endpoint) {
    /// The tag that says which stack a function belongs to.
    static final String TAG = "samovar:stack";

    /// A name for a resource that has none of its own: always the same, and no other stack's.
    String nameFor(String id, int longest) {
        var whole = name + "-" + id;
        if (whole.length() <= longest) return whole;
        var digest =
                UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
        return whole.substring(0, longest - 9) + "-" + digest.substring(0, 8);
    }

    String functionArn(String function) {
        return "arn:" + account.partition() + ":lambda:" + account.region() + ":" + account.id() + ":function:"
                + function;
    }

    /// The function that a name or an ARN is of.
    static FunctionRef function(String reference) {
        try {
            return FunctionRef.parse(reference);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(String.valueOf(e.getMessage()));
        }
    }
}
