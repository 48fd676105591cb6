package dev.samovar.cli.credentials;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The AWS credentials of whoever runs the command: those in the environment, else those of the profile in the shared
/// file.
public final class HostCredentials {
    private HostCredentials() {}

    /// Finds them.
    ///
    /// @param environment the variables of the process
    public static Optional<Credentials> find(Map<String, String> environment) {
        var id = environment.get("AWS_ACCESS_KEY_ID");
        var secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id != null && secret != null)
            return Optional.of(new Credentials(id, secret, environment.get("AWS_SESSION_TOKEN"), Caller.root("")));
        var given = environment.get("AWS_SHARED_CREDENTIALS_FILE");
        var file = given == null ? Path.of(System.getProperty("user.home"), ".aws", "credentials") : Path.of(given);
        if (!Files.isReadable(file)) return Optional.empty();
        return CredentialsFile.readAny(file, "").ofProfile(environment.getOrDefault("AWS_PROFILE", "default"));
    }
}
