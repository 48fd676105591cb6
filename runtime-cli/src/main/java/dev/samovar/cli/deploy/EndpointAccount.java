package dev.samovar.cli.deploy;

import dev.samovar.api.Account;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import java.util.regex.Pattern;

/// Finds out in which region and account an endpoint is: no operation tells, but every ARN does, also that of a
/// function which is not there.
final class EndpointAccount {
    private static final String NOBODY = "samovar-deploy-asks-where-it-is";
    private static final Pattern ARN = Pattern.compile("arn:(aws[a-zA-Z-]*):lambda:([a-z0-9-]+):(\\d{12}):function:");

    private EndpointAccount() {}

    static Account of(Endpoint endpoint) {
        var arn = ARN.matcher(arn(endpoint));
        if (!arn.find()) return new Account("aws", "us-east-1", "000000000000");
        return new Account(arn.group(1), arn.group(2), arn.group(3));
    }

    private static String arn(Endpoint endpoint) {
        try {
            return endpoint.get(LambdaPaths.configuration(NOBODY, null))
                    .path("FunctionArn")
                    .asString("");
        } catch (RequestRefusedException e) {
            return e.refusal().message();
        }
    }
}
