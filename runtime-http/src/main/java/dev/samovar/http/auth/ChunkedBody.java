package dev.samovar.http.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A body in chunks, each signed after the one before it. The first follows the signature of the head.
///
/// Source: Amazon S3 API reference, "Signature calculations for the authorization header: transferring payload in
/// multiple chunks".
final class ChunkedBody {
    private static final Pattern HEAD = Pattern.compile("([0-9a-fA-F]{1,8});chunk-signature=([0-9a-f]{64})");
    private static final int LONGEST_HEAD = 100;

    private final SigningKey key;
    private final Signature head;

    ChunkedBody(SigningKey key, Signature head) {
        this.key = key;
        this.head = head;
    }

    /// The bytes without what signs them.
    byte[] read(byte[] body) {
        var whole = new ByteArrayOutputStream();
        var before = head.value();
        for (int at = 0; ; ) {
            int end = endOfLine(body, at);
            var chunk = HEAD.matcher(new String(body, at, end - at, StandardCharsets.US_ASCII));
            if (!chunk.matches()) throw Authentication.mismatch();
            int length = Integer.parseUnsignedInt(chunk.group(1), 16);
            int from = end + 2;
            if (length < 0 || length > body.length - from - 2) throw Authentication.mismatch();
            if (!chunk.group(2).equals(signature(before, body, from, length))) throw Authentication.mismatch();
            if (length == 0) return whole.toByteArray();
            whole.write(body, from, length);
            before = chunk.group(2);
            at = from + length + 2;
        }
    }

    private String signature(String before, byte[] body, int from, int length) {
        return key.sign(String.join(
                "\n",
                Signature.ALGORITHM + "-PAYLOAD",
                Signature.TIME.format(head.at()),
                head.scope(),
                before,
                SigningKey.sha256(new byte[0]),
                SigningKey.sha256(body, from, length)));
    }

    private static int endOfLine(byte[] body, int from) {
        for (int at = from; at + 1 < body.length && at - from <= LONGEST_HEAD; at++)
            if (body[at] == '\r' && body[at + 1] == '\n') return at;
        throw Authentication.mismatch();
    }
}
