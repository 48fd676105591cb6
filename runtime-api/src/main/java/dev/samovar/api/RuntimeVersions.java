package dev.samovar.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The runtime version that a function's environments run on: Lambda's form, with Samovar's engine in the place of
/// AWS's build number.
final class RuntimeVersions {
    private RuntimeVersions() {}

    /// Such as `java:21.v1`.
    static String of(FunctionVersion version) {
        var runtime = version.spec().runtime().value();
        int digits = 0;
        while (digits < runtime.length() && !Character.isDigit(runtime.charAt(digits))) digits++;
        var number = runtime.substring(digits);
        var family = runtime.substring(0, digits);
        if (number.endsWith(".x")) number = number.substring(0, number.length() - 2);
        return (number.isEmpty() ? family : family + ":" + number) + ".v1";
    }

    /// An ARN in Lambda's form, the same for the same runtime and engine.
    static String arnOf(FunctionVersion version) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((of(version) + " " + version.engine()).getBytes(StandardCharsets.UTF_8));
            return "arn:" + version.arn().partition() + ":lambda:"
                    + version.arn().region() + "::runtime:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
