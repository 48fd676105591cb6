package dev.samovar.java;

import com.amazonaws.services.lambda.runtime.Context;
import dev.samovar.java.instrument.SharedPackages;
import java.util.List;

/// What functions share with Samovar: the interfaces of AWS's core API, and those of ours.
///
/// `LambdaRuntime`, which holds a logger in a static field, is not among them: it comes from the function's package.
public final class Shared {
    private static final String AWS = "com.amazonaws.services.lambda.runtime.";

    public static final SharedPackages PACKAGES = new SharedPackages(
            Context.class.getClassLoader(),
            List.of(
                    AWS + "Client",
                    AWS + "CognitoIdentity",
                    AWS + "Context",
                    AWS + "CustomPojoSerializer",
                    AWS + "LambdaLogger",
                    AWS + "RequestHandler",
                    AWS + "RequestStreamHandler",
                    AWS + "logging.",
                    "dev.samovar.api."));

    private Shared() {}
}
