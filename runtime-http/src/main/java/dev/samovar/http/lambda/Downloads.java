package dev.samovar.http.lambda;

import dev.samovar.api.Code;
import dev.samovar.api.Control;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LayerVersion;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.answer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the packages of functions and layers can be had: URLs that hold for ten minutes and need no other
/// credentials.
///
/// Source: AWS Lambda API reference, "FunctionCodeLocation" and "LayerVersionContentOutput".
public final class Downloads {
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final int KEY_BYTES = 32;
    private static final Pattern TARGET =
            Pattern.compile("/downloads/(function|layer)/([A-Za-z0-9_-]{1,140})/([0-9]{1,18})\\?Expires=([0-9]{1,12})"
                    + "&Signature=([0-9a-f]{64})");

    private final Control control;
    private final InstantSource clock;
    private final Supplier<String> endpoint;
    private final SecretKeySpec key;

    /// @param endpoint the URL of the endpoint, without a slash at its end
    public Downloads(Control control, InstantSource clock, Supplier<String> endpoint) {
        this.control = control;
        this.clock = clock;
        this.endpoint = endpoint;
        var secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// Whether a request wants a package.
    ///
    /// @param target path and query as they were sent
    public static boolean isMeant(String target) {
        return target.startsWith("/downloads/");
    }

    /// A URL for the package of a version, which handlers of the host have none of.
    Optional<String> locate(FunctionVersion version) {
        if (version.spec().code() instanceof Code.OfHost) return Optional.empty();
        var name = URLEncoder.encode(version.name().value(), StandardCharsets.UTF_8);
        return Optional.of(url("function", name, version.version().number(), version.codeSha256()));
    }

    /// A URL for the archive of a layer's version.
    String locate(LayerVersion version) {
        return url("layer", version.name(), version.version(), version.codeSha256());
    }

    private String url(String kind, String name, long version, String sha256) {
        long expires = clock.instant().plus(VALID).getEpochSecond();
        return endpoint.get() + "/downloads/" + kind + "/" + name + "/" + version + "?Expires=" + expires
                + "&Signature=" + signature(kind, name, version, sha256, expires);
    }

    /// @param sha256 the package's, so that a URL is for that package and no other of the same name
    private String signature(String kind, String name, long version, String sha256, long expires) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            var text = kind + "/" + name + "/" + version + "/" + sha256 + "/" + expires;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// The package that a request wants.
    ///
    /// @param target path and query as they were sent
    /// @throws RequestRefusedException if the URL was not made here, or not in the last ten minutes
    public Answer download(String target) {
        var parts = TARGET.matcher(target);
        if (!parts.matches()) throw denied("Access Denied");
        long version = Long.parseLong(parts.group(3));
        long expires = Long.parseLong(parts.group(4));
        var kept = parts.group(1).equals("layer") ? layer(parts.group(2), version) : function(parts.group(2), version);
        var wanted = signature(parts.group(1), parts.group(2), version, kept.sha256(), expires);
        if (!MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.US_ASCII), parts.group(5).getBytes(StandardCharsets.US_ASCII)))
            throw denied("Access Denied");
        if (clock.instant().getEpochSecond() > expires) throw denied("Request has expired");
        return new Answer(200, Map.of("Content-Type", "application/zip"), read(kept.code()));
    }

    /// A package as it is now.
    private record Kept(Code code, String sha256) {}

    /// What is not there is denied: a URL tells nothing of what there is.
    private Kept function(String name, long version) {
        var found = control.find(FunctionRef.parse(version == 0 ? name : name + ":" + version))
                .orElseThrow(() -> denied("Access Denied"));
        return new Kept(found.spec().code(), found.codeSha256());
    }

    private Kept layer(String name, long version) {
        try {
            var found = control.layers().get(name, version);
            return new Kept(found.content().code(), found.codeSha256());
        } catch (RequestRefusedException e) {
            throw denied("Access Denied");
        }
    }

    private Payload read(Code code) {
        try (var archive = control.openPackage(code)) {
            return Payload.owning(archive.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a package cannot be read", e);
        }
    }

    private static RequestRefusedException denied(String message) {
        return new RequestRefusedException(Refusal.of(403, "AccessDeniedException", message));
    }
}
