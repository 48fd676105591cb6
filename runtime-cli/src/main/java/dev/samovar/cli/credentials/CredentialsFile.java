package dev.samovar.cli.credentials;

import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keys in a file as AWS's tools write them: a section for each profile, with `aws_access_key_id`,
/// `aws_secret_access_key` and, for temporary ones, `aws_session_token`. A section may belong to another account, by
/// `aws_account_id`.
///
/// Source: AWS SDKs and tools reference guide, "Shared config and credentials files".
public final class CredentialsFile implements CredentialsSource {
    private final Map<String, Map<String, String>> profiles;
    private final Map<String, Credentials> byId = new HashMap<>();

    private CredentialsFile(Map<String, Map<String, String>> profiles, String account) {
        this.profiles = profiles;
        profiles.forEach((name, values) -> {
            var id = values.get("aws_access_key_id");
            var secret = values.get("aws_secret_access_key");
            if (id == null || secret == null) return;
            var owner = values.getOrDefault("aws_account_id", account);
            var caller = name.equals("default")
                    ? Caller.root(owner)
                    : new Caller(owner, "arn:aws:iam::" + owner + ":user/" + name);
            byId.put(id, new Credentials(id, secret, values.get("aws_session_token"), caller));
        });
    }

    /// Reads a file.
    ///
    /// @param account the account of profiles that name none
    /// @throws IllegalArgumentException if it cannot be read, or has no keys
    public static CredentialsFile read(Path file, String account) {
        var read = readAny(file, account);
        if (read.byId.isEmpty())
            throw new IllegalArgumentException(
                    "there are no keys in " + file + ": a profile has aws_access_key_id and aws_secret_access_key");
        return read;
    }

    /// Reads a file that may have no keys, as where they come from somewhere else.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    static CredentialsFile readAny(Path file, String account) {
        try {
            return new CredentialsFile(sections(Files.readString(file)), account);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    file + " is no text; credentials are in a file like ~/.aws/credentials", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file with credentials at " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the credentials in " + file + ": " + e, e);
        }
    }

    private static Map<String, Map<String, String>> sections(String text) {
        var all = new LinkedHashMap<String, Map<String, String>>();
        var section = new LinkedHashMap<String, String>();
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new LinkedHashMap<>();
                all.put(
                        line.substring(1, line.length() - 1)
                                .replaceFirst("^profile\\s+", "")
                                .strip(),
                        section);
            } else if (!line.startsWith("#") && !line.startsWith(";") && line.contains("=")) {
                var pair = line.split("=", 2);
                section.put(pair[0].strip(), pair[1].strip());
            }
        }
        return all;
    }

    /// Whether there is a profile of a name.
    boolean hasProfile(String name) {
        return profiles.containsKey(name);
    }

    /// The keys of a profile, if it has any.
    public Optional<Credentials> ofProfile(String name) {
        return Optional.ofNullable(profiles.get(name))
                .map(values -> values.get("aws_access_key_id"))
                .map(byId::get);
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(byId.get(accessKeyId));
    }
}
