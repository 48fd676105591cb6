package dev.samovar.nodejs.graal.crypto;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Block ciphers by OpenSSL's names: `aes-256-cbc`.
public final class Ciphers {
    private static final Pattern NAME = Pattern.compile("(?:id-)?aes-?(128|192|256)-?(cbc|ctr|ecb|gcm)");

    private Ciphers() {}

    /// What a cipher is.
    ///
    /// @param name OpenSSL's name
    /// @param mode `cbc`, `ctr`, `ecb` or `gcm`
    /// @param keyBytes how long its key is
    public record Kind(String name, String mode, int keyBytes) {
        /// How long its initialisation vector usually is.
        public int ivBytes() {
            return switch (mode) {
                case "ecb" -> 0;
                case "gcm" -> 12;
                default -> 16;
            };
        }

        /// How long a block is.
        public int blockBytes() {
            return mode.equals("ctr") || mode.equals("gcm") ? 1 : 16;
        }
    }

    /// Every name that a cipher is known by.
    public static List<String> names() {
        return List.of(
                "aes-128-cbc",
                "aes-128-ctr",
                "aes-128-ecb",
                "aes-128-gcm",
                "aes-192-cbc",
                "aes-192-ctr",
                "aes-192-ecb",
                "aes-192-gcm",
                "aes-256-cbc",
                "aes-256-ctr",
                "aes-256-ecb",
                "aes-256-gcm");
    }

    /// The cipher of a name, or null if there is none.
    public static @Nullable Kind kind(String name) {
        var plain = NAME.matcher(name.toLowerCase(Locale.ROOT));
        if (!plain.matches()) return null;
        int bits = Integer.parseInt(plain.group(1));
        return new Kind("aes-" + bits + "-" + plain.group(2), plain.group(2), bits / 8);
    }

    /// A cipher at work.
    public static Cipher begun(Kind kind, boolean decrypt, boolean padding, byte[] key, byte[] iv, int tagBytes)
            throws GeneralSecurityException {
        var pads = padding && (kind.mode().equals("cbc") || kind.mode().equals("ecb"));
        var cipher = Cipher.getInstance(
                "AES/" + kind.mode().toUpperCase(Locale.ROOT) + (pads ? "/PKCS5Padding" : "/NoPadding"));
        int mode = decrypt ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE;
        var secret = new SecretKeySpec(key, "AES");
        switch (kind.mode()) {
            case "ecb" -> cipher.init(mode, secret);
            case "gcm" -> cipher.init(mode, secret, new GCMParameterSpec(tagBytes * 8, iv));
            default -> cipher.init(mode, secret, new IvParameterSpec(iv));
        }
        return cipher;
    }
}
