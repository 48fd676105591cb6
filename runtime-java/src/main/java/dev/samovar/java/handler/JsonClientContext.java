package dev.samovar.java.handler;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The client context that a caller sent as JSON: `client`, `custom`, `env`.
record JsonClientContext(Map<String, String> client, Map<String, String> custom, Map<String, String> env)
        implements ClientContext, Client {

    static JsonClientContext parse(String json, Codecs codecs) {
        var read = codecs.codecFor(Map.class).read(json.getBytes(StandardCharsets.UTF_8));
        var members = read instanceof Map<?, ?> map ? map : Map.of();
        return new JsonClientContext(
                texts(members.get("client")), texts(members.get("custom")), texts(members.get("env")));
    }

    private static Map<String, String> texts(@Nullable Object value) {
        var result = new HashMap<String, String>();
        if (value instanceof Map<?, ?> map) map.forEach((key, v) -> result.put(String.valueOf(key), String.valueOf(v)));
        return result;
    }

    boolean isFromAndroid() {
        return "Android".equalsIgnoreCase(env.getOrDefault("platform", ""));
    }

    @Override
    public Client getClient() {
        return this;
    }

    @Override
    public Map<String, String> getCustom() {
        return custom;
    }

    @Override
    public Map<String, String> getEnvironment() {
        return env;
    }

    @Override
    public @Nullable String getInstallationId() {
        return client.get("installation_id");
    }

    @Override
    public @Nullable String getAppTitle() {
        return client.get("app_title");
    }

    @Override
    public @Nullable String getAppVersionName() {
        return client.get("app_version_name");
    }

    @Override
    public @Nullable String getAppVersionCode() {
        return client.get("app_version_code");
    }

    @Override
    public @Nullable String getAppPackageName() {
        return client.get("app_package_name");
    }
}
