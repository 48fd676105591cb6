package dev.samovar.http.auth;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request as it is signed.
///
/// Source: AWS Identity and Access Management user guide, "Create a signed AWS API request".
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String SIGNATURE = "X-Amz-Signature";

    private CanonicalRequest() {}

    static String of(SignedHead head, List<String> signedHeaders, String payloadHash) {
        var headers = signedHeaders.stream()
                .map(name -> name + ":" + value(head.headers().all(name)) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                head.method(),
                path(head.path()),
                query(head.query()),
                headers,
                String.join(";", signedHeaders),
                payloadHash);
    }

    private static String value(List<String> values) {
        return values.stream()
                .map(value -> SPACES.matcher(value.strip()).replaceAll(" "))
                .collect(Collectors.joining(","));
    }

    /// The path as it was sent, without dot segments and empty ones, encoded once more.
    private static String path(String sent) {
        var segments = new ArrayDeque<String>();
        for (var segment : sent.split("/", -1)) {
            if (segment.equals("..")) segments.pollLast();
            else if (!segment.isEmpty() && !segment.equals(".")) segments.add(segment);
        }
        var path = segments.isEmpty() ? "/" : "/" + String.join("/", segments) + (sent.endsWith("/") ? "/" : "");
        return PercentText.encode(path, "/");
    }

    private static String query(String sent) {
        if (sent.isEmpty()) return "";
        return Arrays.stream(sent.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .map(part -> encoded(part[0]) + "=" + (part.length == 1 ? "" : encoded(part[1])))
                .filter(part -> !part.startsWith(SIGNATURE + "="))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String sent) {
        return PercentText.encode(PercentText.decode(sent), "");
    }
}
