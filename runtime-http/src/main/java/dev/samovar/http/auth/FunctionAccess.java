package dev.samovar.http.auth;

import dev.samovar.api.FunctionVersion;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import dev.samovar.spi.FunctionVariables;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Credentials for functions, so that they can invoke each other at the endpoint, and nothing else. Each function
/// has its own, which hold as long as this object is there.
public final class FunctionAccess implements FunctionVariables, CredentialsSource {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 60;
    private static final int ID_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Credentials> byFunction = new ConcurrentHashMap<>();
    private final Map<String, Credentials> byId = new ConcurrentHashMap<>();
    private volatile @Nullable URI endpoint;

    /// Tells where the endpoint is. Before that functions get credentials only.
    public void endpoint(URI uri) {
        endpoint = uri;
    }

    @Override
    public Map<String, String> of(FunctionVersion version) {
        var credentials = byFunction.computeIfAbsent(
                version.arn().unqualified().toString(),
                arn -> make(version.arn().account(), arn));
        var where = endpoint;
        var keys = Map.of(
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                String.valueOf(credentials.sessionToken()));
        if (where == null) return keys;
        var all = new HashMap<>(keys);
        all.put("AWS_ENDPOINT_URL_LAMBDA", where.toString());
        return all;
    }

    private Credentials make(String account, String function) {
        var id = new StringBuilder("ASIA");
        for (int i = 0; i < ID_LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        var made = new Credentials(id.toString(), text(SECRET_BYTES), text(TOKEN_BYTES), new Caller(account, function));
        byId.put(made.accessKeyId(), made);
        return made;
    }

    private String text(int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getEncoder().encodeToString(made);
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(byId.get(accessKeyId));
    }

    static boolean isFunction(Caller caller) {
        return caller.arn().contains(":lambda:");
    }
}
