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
    /// @throws IllegalArgumentException if `AWS_PROFILE` names a profile that there is not, or a file is none
    public static Optional<Credentials> find(Map<String, String> environment) {
        var id = environment.get("AWS_ACCESS_KEY_ID");
        var secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id != null && secret != null)
            return Optional.of(new Credentials(id, secret, environment.get("AWS_SESSION_TOKEN"), Caller.root("")));
        var file = file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        var profile = environment.getOrDefault("AWS_PROFILE", "");
        if (profile.isEmpty()) return keys(file, "default");
        // One that has its keys from elsewhere, as by a sign-in, is in the other file alone.
        var config = file(environment, "AWS_CONFIG_FILE", "config");
        if (!has(file, profile) && !has(config, profile))
            throw new IllegalArgumentException(
                    "AWS_PROFILE is " + profile + ", and there is no such profile in " + file + " and " + config);
        return keys(file, profile);
    }

    private static Path file(Map<String, String> environment, String variable, String name) {
        var given = environment.get(variable);
        return given == null ? Path.of(System.getProperty("user.home"), ".aws", name) : Path.of(given);
    }

    private static Optional<Credentials> keys(Path file, String profile) {
        return Files.isReadable(file) ? CredentialsFile.readAny(file, "").ofProfile(profile) : Optional.empty();
    }

    private static boolean has(Path file, String profile) {
        return Files.isReadable(file) && CredentialsFile.readAny(file, "").hasProfile(profile);
    }
}
