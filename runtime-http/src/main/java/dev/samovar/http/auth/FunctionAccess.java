package dev.samovar.http.auth;

import dev.samovar.api.FunctionVersion;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import dev.samovar.spi.FunctionVariables;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Credentials for functions, so that they can invoke each other at the endpoint, and nothing else. Each function
/// has its own, which hold as long as this object is there.
public final class FunctionAccess implements FunctionVariables, CredentialsSource {
    private final TemporaryKeys keys = new TemporaryKeys();
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
                arn -> make(new Caller(version.arn().account(), arn)));
        var where = endpoint;
        var variables = Map.of(
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                String.valueOf(credentials.sessionToken()));
        if (where == null) return variables;
        var all = new HashMap<>(variables);
        all.put("AWS_ENDPOINT_URL_LAMBDA", where.toString());
        return all;
    }

    private Credentials make(Caller function) {
        var made = keys.make(function);
        byId.put(made.accessKeyId(), made);
        return made;
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(byId.get(accessKeyId));
    }
}
