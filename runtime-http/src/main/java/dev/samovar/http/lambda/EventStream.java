package dev.samovar.http.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Messages of AWS's event streams.
///
/// Source: contract of invocations, "Streaming invoke"; Smithy, "Amazon Event Stream specification".
final class EventStream {
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final byte TEXT = 7;

    private EventStream() {}

    static ByteBuffer message(String eventType, String contentType, ByteBuffer payload) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":message-type", "event");
        headers.put(":event-type", eventType);
        headers.put(":content-type", contentType);
        var headerBytes = sizeOf(headers);
        var message = ByteBuffer.allocate(PRELUDE + headerBytes + payload.remaining() + CHECKSUM);
        message.putInt(message.capacity()).putInt(headerBytes);
        message.putInt(checksum(message));
        headers.forEach((name, value) -> {
            message.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
            message.put(TEXT).putShort((short) value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
        });
        message.put(payload.duplicate());
        message.putInt(checksum(message));
        return message.flip();
    }

    private static int sizeOf(Map<String, String> headers) {
        return headers.entrySet().stream()
                .mapToInt(header ->
                        1 + header.getKey().length() + 3 + header.getValue().length())
                .sum();
    }

    /// Of everything that was put so far.
    private static int checksum(ByteBuffer message) {
        var checksum = new CRC32();
        checksum.update(message.duplicate().flip());
        return (int) checksum.getValue();
    }
}
