package dev.samovar.nodejs.graal.crypto;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Ciphers by OpenSSL's names: `aes-256-cbc`.
public final class Ciphers {
    private static final Pattern AES = Pattern.compile("(?:id-)?aes-?(128|192|256)-?(cbc|cfb|cfb8|ctr|ecb|gcm|ofb)");
    private static final Pattern WRAP = Pattern.compile("(?:id-)?aes-?(128|192|256)-?wrap");
    private static final Kind CHACHA = new Kind("chacha20-poly1305", "stream", 32, "ChaCha20");
    private static final Kind DES = new Kind("des-ede3-cbc", "cbc", 24, "DESede");

    private Ciphers() {}

    /// What a cipher is.
    ///
    /// @param name OpenSSL's name
    /// @param mode `cbc`, `cfb`, `cfb8`, `ctr`, `ecb`, `gcm`, `ofb`, `stream` or `wrap`
    /// @param keyBytes how long its key is
    /// @param algorithm the JDK's name of what its key is for
    public record Kind(String name, String mode, int keyBytes, String algorithm) {
        /// How long its initialisation vector usually is.
        public int ivBytes() {
            return switch (mode) {
                case "ecb" -> 0;
                case "gcm", "stream" -> 12;
                case "wrap" -> 8;
                default -> algorithm.equals("DESede") ? 8 : 16;
            };
        }

        /// How long a block is.
        public int blockBytes() {
            return switch (mode) {
                case "cbc", "ecb" -> algorithm.equals("DESede") ? 8 : 16;
                case "wrap" -> 8;
                default -> 1;
            };
        }

        /// Whether it tells what was changed on the way.
        public boolean authenticates() {
            return mode.equals("gcm") || mode.equals("stream");
        }

        private String transformation(boolean padding) {
            if (mode.equals("wrap")) return "AES/KW/NoPadding";
            if (mode.equals("stream")) return "ChaCha20-Poly1305";
            var pads = padding && blockBytes() > 1;
            return algorithm + "/" + mode.toUpperCase(Locale.ROOT) + (pads ? "/PKCS5Padding" : "/NoPadding");
        }
    }

    /// Every name that a cipher is known by.
    public static List<String> names() {
        var aes = Stream.of("cbc", "cfb", "cfb8", "ctr", "ecb", "gcm", "ofb")
                .flatMap(mode -> Stream.of(128, 192, 256).map(bits -> "aes-" + bits + "-" + mode));
        var wraps = Stream.of(128, 192, 256).map(bits -> "id-aes" + bits + "-wrap");
        return Stream.of(aes, wraps, Stream.of(CHACHA.name, DES.name))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }

    /// The cipher of a name, or null if there is none.
    public static @Nullable Kind kind(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(CHACHA.name)) return CHACHA;
        if (lower.equals(DES.name)) return DES;
        var wrap = WRAP.matcher(lower);
        if (wrap.matches())
            return new Kind("id-aes" + wrap.group(1) + "-wrap", "wrap", Integer.parseInt(wrap.group(1)) / 8, "AES");
        var plain = AES.matcher(lower);
        if (!plain.matches()) return null;
        int bits = Integer.parseInt(plain.group(1));
        return new Kind("aes-" + bits + "-" + plain.group(2), plain.group(2), bits / 8, "AES");
    }

    /// A cipher at work.
    public static Cipher begun(Kind kind, boolean decrypt, boolean padding, byte[] key, byte[] iv, int tagBytes)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(kind.transformation(padding));
        int mode = decrypt ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE;
        var secret = new SecretKeySpec(key, kind.algorithm());
        switch (kind.mode()) {
            case "ecb" -> cipher.init(mode, secret);
            case "gcm" -> cipher.init(mode, secret, new GCMParameterSpec(tagBytes * 8, iv));
            default -> cipher.init(mode, secret, new IvParameterSpec(iv));
        }
        return cipher;
    }
}
