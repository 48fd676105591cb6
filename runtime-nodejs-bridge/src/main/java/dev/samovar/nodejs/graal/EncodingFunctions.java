package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `TextEncoder`, `TextDecoder`, `atob` and `btoa` do.
final class EncodingFunctions {
    private static final int FLUSH = 1;
    private static final int FATAL = 2;
    private static final int IGNORE_BOM = 4;

    private EncodingFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("encodeUtf8", (realm, a) -> Bytes.buffer(realm, Utf8Text.encode(Guest.string(a[0]))));
        functions.put("encodeUtf8Into", (_, a) -> {
            var target = Bytes.of(a[1]);
            long done = Utf8Text.encodeInto(Guest.string(a[0]), target.array(), target.from(), target.length());
            target.written();
            JSObject.set((JSDynamicObject) a[2], 0L, (Object) (int) (done >>> 32));
            JSObject.set((JSDynamicObject) a[2], 1L, (Object) (int) done);
            return Undefined.instance;
        });
        functions.put("decodeUtf8", (_, a) -> decodeUtf8(Bytes.of(a[0]), is(a[1]), is(a[2])));
        functions.put("isUtf8", (_, a) -> text(StandardCharsets.UTF_8.newDecoder(), Bytes.of(a[0])) != null);
        functions.put("isAscii", (_, a) -> {
            var bytes = Bytes.of(a[0]);
            for (int i = bytes.from(); i < bytes.to(); i++) if (bytes.array()[i] < 0) return false;
            return true;
        });
        functions.put("hasCharset", (_, a) -> charset(Guest.string(a[0])) != null);
        functions.put("charsetDecoder", (_, a) -> decoder(Guest.string(a[0]), Guest.integer(a[1])));
        functions.put(
                "decodeWith",
                (_, a) -> decode((Decoding) ((HostHandle) a[0]).value(), Bytes.of(a[1]), Guest.integer(a[2])));
        functions.put(
                "transcode",
                (realm, a) -> Bytes.buffer(
                        realm,
                        TextCoding.named(Guest.string(a[2]))
                                .encode(TextCoding.named(Guest.string(a[1]))
                                        .decode(Bytes.of(a[0]).copy()))));
        functions.put(
                "stringWidth",
                (_, a) -> Guest.string(a[0])
                        .codePoints()
                        .map(EncodingFunctions::width)
                        .sum());
        functions.put("atob", (_, a) -> atob(Guest.string(a[0])));
        functions.put("btoa", (_, a) -> btoa(Guest.string(a[0])));
    }

    private static boolean is(Object value) {
        return JSRuntime.toBoolean(value);
    }

    private static Object decodeUtf8(Bytes bytes, boolean ignoreBom, boolean fatal) {
        int skip = !ignoreBom && startsWithBom(bytes) ? 3 : 0;
        var rest = bytes.slice(skip, bytes.length());
        if (!fatal) return Guest.text(TextCoding.UTF8.decode(rest.array(), rest.from(), rest.length()));
        var text = text(StandardCharsets.UTF_8.newDecoder(), rest);
        if (text != null) return Guest.text(text);
        var error = Errors.createTypeError("The encoded data was not valid for encoding utf-8");
        JSObject.set(
                (JSDynamicObject) error.getErrorObject(),
                Guest.text("code"),
                Guest.text("ERR_ENCODING_INVALID_ENCODED_DATA"));
        throw error;
    }

    private static boolean startsWithBom(Bytes bytes) {
        return bytes.length() >= 3
                && bytes.array()[bytes.from()] == (byte) 0xef
                && bytes.array()[bytes.from() + 1] == (byte) 0xbb
                && bytes.array()[bytes.from() + 2] == (byte) 0xbf;
    }

    /// The text, or null if the bytes are not all characters.
    private static @Nullable String text(CharsetDecoder decoder, Bytes bytes) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes.array(), bytes.from(), bytes.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /// A decoder and what the last chunk left.
    private static final class Decoding {
        final CharsetDecoder decoder;
        final boolean keepBom;
        byte[] left = {};
        boolean begun;

        Decoding(CharsetDecoder decoder, boolean keepBom) {
            this.decoder = decoder;
            this.keepBom = keepBom;
        }
    }

    private static Object decoder(String name, int flags) {
        var charset = charset(name);
        if (charset == null) return Undefined.instance;
        var action = (flags & FATAL) != 0 ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
        return new HostHandle(new Decoding(
                charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action),
                (flags & IGNORE_BOM) != 0));
    }

    /// Answers the text, or a number where the bytes are malformed.
    private static Object decode(Decoding decoding, Bytes bytes, int flags) {
        boolean last = (flags & FLUSH) != 0;
        var in = ByteBuffer.allocate(decoding.left.length + bytes.length());
        in.put(decoding.left).put(bytes.array(), bytes.from(), bytes.length()).flip();
        var out = CharBuffer.allocate((int) (in.remaining() * (double) decoding.decoder.maxCharsPerByte()) + 4);
        if (decoding.decoder.decode(in, out, last).isError()) {
            decoding.decoder.reset();
            decoding.left = new byte[0];
            return -1;
        }
        decoding.left = new byte[in.remaining()];
        in.get(decoding.left);
        if (last) {
            decoding.decoder.flush(out);
            decoding.decoder.reset();
        }
        var text = out.flip().toString();
        boolean bom = !decoding.begun && !decoding.keepBom && text.startsWith("\uFEFF");
        decoding.begun = !last && (decoding.begun || !text.isEmpty());
        return Guest.text(bom ? text.substring(1) : text);
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (c == 0
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) return 0;
        if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return 0;
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// Answers -1 for a character that is not Latin-1.
    private static Object btoa(String text) {
        if (text.chars().anyMatch(c -> c > 255)) return -1;
        return Guest.text(TextCoding.BASE64.decode(TextCoding.LATIN1.encode(text)));
    }

    /// Answers -2 for a character outside the alphabet, -1 for one left over.
    private static Object atob(String text) {
        var plain = text.replaceAll("[\t\n\f\r ]", "");
        if (plain.length() % 4 == 0) plain = plain.replaceFirst("={1,2}$", "");
        if (!plain.matches("[A-Za-z0-9+/]*")) return -2;
        if (plain.length() % 4 == 1) return -1;
        return Guest.text(TextCoding.LATIN1.decode(LenientBase64.decode(plain)));
    }
}
