package dev.samovar.http.auth;

import static dev.samovar.http.auth.Signature.refused;

import dev.samovar.api.Payload;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.CredentialsSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out who makes a request, by its signature.
///
/// 1. What can be told from the head is told before the body is read: whether there is a signature, whose key it names,
///    and whether it is of now.
/// 2. The signature is made once more, with the body, and compared.
///
/// Source: AWS Identity and Access Management user guide, "AWS Signature Version 4 for API requests".
public final class Authentication {
    private static final Set<String> SERVICES = Set.of("lambda", "logs", "sts", "iam");

    /// Those whose requests are signed for one region, wherever they are sent.
    private static final Set<String> GLOBAL = Set.of("sts", "iam");

    private static final Set<String> OF_SIGNATURES =
            Set.of("x-amz-content-sha256", "x-amz-date", "x-amz-security-token");
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String STREAMED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final CredentialsSource known;
    private final String region;
    private final InstantSource clock;

    /// @param region the region that requests are signed for
    public Authentication(CredentialsSource known, String region, InstantSource clock) {
        this.known = known;
        this.region = region;
        this.clock = clock;
    }

    /// Whether a request brings a signature along, whatever it is worth.
    public static boolean isSigned(SignedHead head) {
        return Signature.isIn(head);
    }

    /// Who makes a request, and its body without what only signs it.
    public record Proven(Caller caller, Payload body) {}

    /// A signature whose head was looked at.
    @FunctionalInterface
    public interface Claim {
        /// Compares it.
        ///
        /// @throws RequestRefusedException if it is not what the keys make of the request
        Proven prove(byte[] body);
    }

    /// Looks at the head of a request.
    ///
    /// @throws RequestRefusedException if it cannot be genuine, whatever its body is
    public Claim claim(SignedHead head) {
        var signature = Signature.of(head);
        var credentials = known.find(signature.accessKeyId())
                .orElseThrow(() -> refused(
                        "UnrecognizedClientException", "The security token included in the request is invalid."));
        if (credentials.sessionToken() != null && !same(credentials.sessionToken(), signature.sessionToken()))
            throw refused("UnrecognizedClientException", "The security token included in the request is invalid.");
        requireAllSigned(head, signature);
        requireScope(signature);
        requireNow(signature);
        return body -> prove(head, signature, credentials, body);
    }

    /// What an unsigned header of AWS's own says is not said by who signed.
    private static void requireAllSigned(SignedHead head, Signature signature) {
        for (var name : head.names())
            if (name.startsWith("x-amz-")
                    && !OF_SIGNATURES.contains(name)
                    && !signature.signedHeaders().contains(name))
                throw invalid("There were headers present in the request which were not signed: " + name);
    }

    private void requireScope(Signature signature) {
        var day = Signature.TIME.format(signature.at()).substring(0, 8);
        if (!signature.scope().startsWith(day + "/") || !signature.scope().endsWith("/aws4_request"))
            throw invalid("Credential should be scoped with a valid date and terminator: " + signature.scope());
        if (!SERVICES.contains(signature.service()))
            throw invalid("Credential should be scoped to correct service: 'lambda'. ");
        if (GLOBAL.contains(signature.service())) return;
        if (!signature.region().equals(region))
            throw invalid("Credential should be scoped to a valid region, not '" + signature.region() + "'. ");
    }

    private void requireNow(Signature signature) {
        var now = clock.instant();
        var at = signature.at();
        if (at.isAfter(now.plus(SKEW)))
            throw invalid("Signature not yet current: " + Signature.TIME.format(at) + " is still later than "
                    + Signature.TIME.format(now.plus(SKEW)) + " (" + Signature.TIME.format(now) + " + 5 min.)");
        if (at.plusSeconds(signature.validSeconds()).isBefore(now))
            throw invalid("Signature expired: " + Signature.TIME.format(at) + " is now earlier than "
                    + Signature.TIME.format(now.minusSeconds(signature.validSeconds())) + " ("
                    + Signature.TIME.format(now) + " - " + signature.validSeconds() / 60 + " min.)");
    }

    private static Proven prove(SignedHead head, Signature signature, Credentials credentials, byte[] body) {
        var said = head.header("X-Amz-Content-Sha256");
        var hash = said == null ? SigningKey.sha256(body) : said;
        var canonical = CanonicalRequest.of(head, signature.signedHeaders(), hash);
        var key = SigningKey.of(credentials.secretAccessKey(), signature.scope());
        var wanted = key.sign(String.join(
                "\n",
                Signature.ALGORITHM,
                Signature.TIME.format(signature.at()),
                signature.scope(),
                SigningKey.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        if (!signature.signedHeaders().contains("host") || !same(wanted, signature.value())) throw mismatch();
        if (STREAMED.equals(said))
            return new Proven(credentials.caller(), Payload.owning(new ChunkedBody(key, signature).read(body)));
        if (said != null && !said.equals(UNSIGNED) && !same(SigningKey.sha256(body), said)) throw mismatch();
        return new Proven(credentials.caller(), Payload.owning(body));
    }

    private static boolean same(String wanted, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestRefusedException invalid(String message) {
        return refused("InvalidSignatureException", message);
    }

    static RequestRefusedException mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.");
    }
}
