package dev.samovar.nodejs.graal.crypto;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Hash functions and the codes made of them.
public final class Digests {
    /// The JDK's names by OpenSSL's.
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("md5", "MD5"),
            Map.entry("sha1", "SHA-1"),
            Map.entry("sha224", "SHA-224"),
            Map.entry("sha256", "SHA-256"),
            Map.entry("sha384", "SHA-384"),
            Map.entry("sha512", "SHA-512"),
            Map.entry("sha512-224", "SHA-512/224"),
            Map.entry("sha512-256", "SHA-512/256"),
            Map.entry("sha3-224", "SHA3-224"),
            Map.entry("sha3-256", "SHA3-256"),
            Map.entry("sha3-384", "SHA3-384"),
            Map.entry("sha3-512", "SHA3-512"));

    private Digests() {}

    /// Every name that a hash is known by.
    public static List<String> names() {
        return NAMES.keySet().stream().sorted().toList();
    }

    /// The JDK's name of a hash, or null if there is none of the name.
    public static @Nullable String jdkName(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceFirst("^rsa-", "");
        var found = NAMES.get(plain);
        return found != null
                ? found
                : NAMES.get(plain.replaceFirst("^sha-", "sha").replace('/', '-'));
    }

    /// OpenSSL's name of one of the JDK's.
    public static String name(String jdk) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(jdk))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(jdk);
    }

    /// A hash in the making, or null if there is none of the name.
    public static @Nullable MessageDigest digest(String name) {
        var jdk = jdkName(name);
        if (jdk == null) return null;
        try {
            return MessageDigest.getInstance(jdk);
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    /// A code in the making, or null if there is no hash of the name.
    public static @Nullable Mac mac(String name, byte[] key) {
        var jdk = jdkName(name);
        if (jdk == null) return null;
        try {
            var mac = Mac.getInstance("Hmac" + jdk.replaceFirst("^SHA-", "SHA"));
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "RAW"));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            return null;
        }
    }
}
