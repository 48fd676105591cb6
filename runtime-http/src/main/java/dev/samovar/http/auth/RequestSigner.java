package dev.samovar.http.auth;

import dev.samovar.spi.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Signs requests with Signature Version 4, for clients that are not AWS's.
///
/// @param service such as `lambda`
/// @param region such as `us-east-1`
public record RequestSigner(Credentials credentials, String service, String region, InstantSource clock) {

    /// The headers that a request needs besides its own.
    ///
    /// @param uri path and query as they are sent
    /// @param headers its own headers, `Host` among them
    public Map<String, String> sign(String method, String uri, Map<String, String> headers, byte[] body) {
        var time = Signature.TIME.format(clock.instant());
        var added = new TreeMap<String, String>();
        added.put("X-Amz-Date", time);
        if (credentials.sessionToken() != null) added.put("X-Amz-Security-Token", credentials.sessionToken());
        var all = new TreeMap<String, String>();
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        var head = new SignedHead(
                method, uri, name -> all.containsKey(name) ? List.of(all.get(name)) : List.of(), all.keySet());
        var names = new ArrayList<>(all.keySet());
        var canonical = CanonicalRequest.of(head, names, SigningKey.sha256(body));
        var scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        var signature = SigningKey.of(credentials.secretAccessKey(), scope)
                .sign(String.join(
                        "\n",
                        Signature.ALGORITHM,
                        time,
                        scope,
                        SigningKey.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        added.put(
                "Authorization",
                Signature.ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", names) + ", Signature=" + signature);
        return added;
    }
}
