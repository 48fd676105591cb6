package dev.samovar.cli;

import dev.samovar.cli.credentials.HostCredentials;
import dev.samovar.cli.endpoint.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which endpoint a command speaks to: the one that is named, else the one that AWS's own tools would take, else
/// the one of `samovar serve`.
final class NamedEndpoint {
    private static final String DEFAULT = "http://127.0.0.1:3001";
    private static final List<String> VARIABLES = List.of("AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL");

    private NamedEndpoint() {}

    /// @param option the value of `--endpoint`, or null
    /// @throws WrongUse if it is no address, or the credentials to sign with cannot be read
    static Endpoint of(@Nullable String option, Map<String, String> environment) {
        requireCredentials(environment);
        if (option != null) return at(option, "--endpoint");
        for (var variable : VARIABLES) {
            var value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) return at(value, variable);
        }
        return at(DEFAULT, "");
    }

    private static void requireCredentials(Map<String, String> environment) {
        try {
            var _ = HostCredentials.find(environment);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static Endpoint at(String address, String source) {
        try {
            return Endpoint.at(address);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(source + " is " + e.getMessage());
        }
    }
}
