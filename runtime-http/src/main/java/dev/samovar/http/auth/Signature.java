package dev.samovar.http.auth;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The signature that a request brings along, in a header or in its query.
///
/// @param scope day, region, service and `aws4_request`, with slashes between them
/// @param at when it was made
/// @param validSeconds how long it holds from then on
/// @param signedHeaders in lower case
record Signature(
        String accessKeyId,
        String scope,
        Instant at,
        long validSeconds,
        List<String> signedHeaders,
        String value,
        @Nullable String sessionToken) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTES_5 = 300;
    private static final long LONGEST = 604_800;
    private static final int SCOPE_PARTS = 5;

    /// @throws RequestRefusedException if there is none, or only a part of one
    static Signature of(SignedHead head) {
        var header = head.header("Authorization");
        if (header != null) return ofHeader(header, head);
        var query = parameters(head.query());
        if (query.containsKey("X-Amz-Algorithm") || query.containsKey("X-Amz-Signature")) return ofQuery(query);
        throw refused("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static boolean isIn(SignedHead head) {
        return head.header("Authorization") != null || head.query().contains("X-Amz-Signature=");
    }

    private static Signature ofHeader(String header, SignedHead head) {
        if (!header.startsWith(ALGORITHM))
            throw refused("MissingAuthenticationTokenException", "Missing Authentication Token");
        var parts = new HashMap<String, String>();
        for (var part : header.substring(ALGORITHM.length()).split(",", -1)) {
            var pair = part.strip().split("=", 2);
            if (pair.length == 2) parts.put(pair[0], pair[1]);
        }
        var missing = new ArrayList<String>();
        for (var name : List.of("Credential", "Signature", "SignedHeaders"))
            if (!parts.containsKey(name)) missing.add("Authorization header requires '" + name + "' parameter.");
        var date = head.header("X-Amz-Date");
        if (date == null)
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        if (!missing.isEmpty()) throw incomplete(String.join(" ", missing) + " Authorization=" + ALGORITHM);
        return of(
                parts,
                "Credential",
                "SignedHeaders",
                "Signature",
                date,
                MINUTES_5,
                head.header("X-Amz-Security-Token"));
    }

    private static Signature ofQuery(Map<String, String> query) {
        for (var name : List.of("X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"))
            if (!query.containsKey(name)) throw incomplete("AWS query-string parameters must include '" + name + "'.");
        var expires = query.getOrDefault("X-Amz-Expires", Long.toString(MINUTES_5));
        if (!expires.matches("[0-9]{1,6}") || Long.parseLong(expires) > LONGEST)
            throw incomplete("X-Amz-Expires must be a number of seconds, at most " + LONGEST + ".");
        return of(
                query,
                "X-Amz-Credential",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature",
                query.get("X-Amz-Date"),
                Long.parseLong(expires),
                query.get("X-Amz-Security-Token"));
    }

    private static Signature of(
            Map<String, String> parts,
            String credential,
            String signedHeaders,
            String signature,
            @Nullable String date,
            long validSeconds,
            @Nullable String sessionToken) {
        var scope = parts.getOrDefault(credential, "").split("/", -1);
        if (scope.length != SCOPE_PARTS)
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + parts.get(credential) + "'");
        return new Signature(
                scope[0],
                String.join("/", Arrays.asList(scope).subList(1, SCOPE_PARTS)),
                time(date == null ? "" : date),
                validSeconds,
                List.of(parts.getOrDefault(signedHeaders, "").split(";", -1)),
                parts.getOrDefault(signature, ""),
                sessionToken);
    }

    private static Instant time(String date) {
        try {
            return TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
    }

    private static Map<String, String> parameters(String query) {
        var all = new HashMap<String, String>();
        for (var part : query.split("&", -1)) {
            var pair = part.split("=", 2);
            if (pair.length == 2) all.put(PercentText.decode(pair[0]), PercentText.decode(pair[1]));
        }
        return all;
    }

    String service() {
        return scope.split("/", -1)[2];
    }

    String region() {
        return scope.split("/", -1)[1];
    }

    private static RequestRefusedException incomplete(String message) {
        return refused("IncompleteSignatureException", message);
    }

    static RequestRefusedException refused(String code, String message) {
        return new RequestRefusedException(Refusal.of(403, code, message));
    }
}
