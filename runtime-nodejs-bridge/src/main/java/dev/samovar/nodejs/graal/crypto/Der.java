package dev.samovar.nodejs.graal.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The little of ASN.1's DER that keys and certificates are wrapped in.
final class Der {
    static final int INTEGER = 2;
    static final int BITS = 3;
    static final int OCTETS = 4;
    static final int OBJECT = 6;
    static final int SEQUENCE = 0x30;

    private Der() {}

    /// An element.
    static final class Element {
        private final int tag;
        private final byte[] content;

        private Element(int tag, byte[] content) {
            this.tag = tag;
            this.content = content;
        }

        int tag() {
            return tag;
        }

        byte[] content() {
            return content;
        }

        /// What is in it.
        List<Element> elements() throws InvalidKeySpecException {
            return read(content);
        }

        byte[] encoded() {
            return write(tag, content);
        }

        /// The object identifier that it is, with dots.
        String objectId() {
            var text = new StringBuilder();
            long number = 0;
            for (byte part : content) {
                number = (number << 7) | (part & 0x7f);
                if (part < 0) continue;
                if (text.isEmpty()) {
                    long first = Math.min(number / 40, 2);
                    text.append(first).append('.').append(number - 40 * first);
                } else text.append('.').append(number);
                number = 0;
            }
            return text.toString();
        }

        /// The text that it is, in whichever of the encodings its tag says.
        String text() {
            var charset = switch (tag) {
                case 0x0c -> StandardCharsets.UTF_8;
                case 0x1e -> StandardCharsets.UTF_16BE;
                case 0x1c -> StandardCharsets.UTF_32BE;
                default -> StandardCharsets.ISO_8859_1;
            };
            return new String(content, charset);
        }
    }

    static byte[] write(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (var part : contents) content.writeBytes(part);
        int length = content.size();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) out.write(length);
        else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) out.write(length >> (8 * i));
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /// The first of some elements.
    static Element first(byte[] bytes) throws InvalidKeySpecException {
        var elements = read(bytes);
        if (elements.isEmpty()) throw new InvalidKeySpecException("cut off");
        return elements.getFirst();
    }

    static List<Element> read(byte[] bytes) throws InvalidKeySpecException {
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            if (at + 2 > bytes.length) throw new InvalidKeySpecException("cut off");
            int tag = bytes[at++] & 0xff;
            int length = bytes[at++] & 0xff;
            if (length >= 0x80) {
                int count = length & 0x7f;
                if (count == 0 || count > 3 || at + count > bytes.length) throw new InvalidKeySpecException("too long");
                length = 0;
                for (int i = 0; i < count; i++) length = (length << 8) | (bytes[at++] & 0xff);
            }
            if (at + length > bytes.length) throw new InvalidKeySpecException("cut off");
            elements.add(new Element(tag, Arrays.copyOfRange(bytes, at, at + length)));
            at += length;
        }
        return elements;
    }
}
