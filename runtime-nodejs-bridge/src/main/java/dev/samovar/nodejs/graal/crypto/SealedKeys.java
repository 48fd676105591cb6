package dev.samovar.nodejs.graal.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Private keys that a passphrase encrypts: as PKCS#8 has it, and as PEM had it before.
public final class SealedKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ITERATIONS = 2048;
    private static final int SALT_BYTES = 16;
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final String HMAC_SHA256 = "2a864886f70d0209";

    /// The hashes of PBKDF2 by their object identifiers.
    private static final Map<String, String> HASHES = Map.of(
            "2a864886f70d0207",
            "sha1",
            "2a864886f70d0208",
            "sha224",
            HMAC_SHA256,
            "sha256",
            "2a864886f70d020a",
            "sha384",
            "2a864886f70d020b",
            "sha512");

    /// What a key is encrypted with.
    private record Seal(String oid, String algorithm, int keyBytes, int blockBytes) {}

    private static final Map<String, Seal> SEALS = Map.of(
            "aes-128-cbc", new Seal("608648016503040102", "AES", 16, 16),
            "aes-192-cbc", new Seal("608648016503040116", "AES", 24, 16),
            "aes-256-cbc", new Seal("60864801650304012a", "AES", 32, 16),
            "des-ede3-cbc", new Seal("2a864886f70d0307", "DESede", 24, 8));

    private SealedKeys() {}

    /// Whether a key can be encrypted with a cipher of that name.
    public static boolean knows(String cipher) {
        return SEALS.containsKey(cipher);
    }

    /// Encrypts a private key in DER.
    public static byte[] seal(byte[] der, String cipher, byte[] passphrase) throws GeneralSecurityException {
        var seal = seal(cipher);
        var salt = random(SALT_BYTES);
        var iv = random(seal.blockBytes);
        var key = KeyDerivation.pbkdf2(mac("sha256", passphrase), salt, ITERATIONS, seal.keyBytes);
        byte[] none = {5, 0};
        var derivation = Der.write(
                Der.SEQUENCE,
                oid(PBKDF2),
                Der.write(
                        Der.SEQUENCE,
                        Der.write(Der.OCTETS, salt),
                        Der.write(Der.INTEGER, BigInteger.valueOf(ITERATIONS).toByteArray()),
                        Der.write(Der.SEQUENCE, oid(HMAC_SHA256), none)));
        var encryption = Der.write(Der.SEQUENCE, oid(seal.oid), Der.write(Der.OCTETS, iv));
        return Der.write(
                Der.SEQUENCE,
                Der.write(Der.SEQUENCE, oid(PBES2), Der.write(Der.SEQUENCE, derivation, encryption)),
                Der.write(Der.OCTETS, crypt(seal, Cipher.ENCRYPT_MODE, key, iv, der)));
    }

    /// The private key in DER that was encrypted so; null if it was encrypted in another way.
    static byte @Nullable [] open(byte[] sealed, byte[] passphrase) throws GeneralSecurityException {
        var outer = Der.read(sealed).getFirst().elements();
        var scheme = outer.getFirst().elements();
        if (!hex(scheme.getFirst()).equals(PBES2)) return null;
        var parameters = scheme.get(1).elements();
        var derivation = parameters.get(0).elements();
        var encryption = parameters.get(1).elements();
        if (!hex(derivation.getFirst()).equals(PBKDF2)) return null;
        var seal = SEALS.values().stream()
                .filter(each -> each.oid.equals(hex(encryption.getFirst())))
                .findFirst()
                .orElseThrow(() -> new InvalidKeySpecException("unsupported"));
        var how = derivation.get(1).elements();
        var key = KeyDerivation.pbkdf2(
                mac(hash(how), passphrase),
                how.get(0).content(),
                new BigInteger(how.get(1).content()).intValueExact(),
                seal.keyBytes);
        return crypt(
                seal,
                Cipher.DECRYPT_MODE,
                key,
                encryption.get(1).content(),
                outer.get(1).content());
    }

    private static String hash(List<Der.Element> derivation) throws InvalidKeySpecException {
        var last = derivation.getLast();
        if (last.tag() != Der.SEQUENCE) return "sha1";
        var name = HASHES.get(hex(last.elements().getFirst()));
        if (name == null) throw new InvalidKeySpecException("unsupported");
        return name;
    }

    /// Encrypts or decrypts as PEM did before PKCS#8: the key is made of the passphrase and the vector.
    public static byte[] before(boolean encrypts, String cipher, byte[] iv, byte[] passphrase, byte[] content)
            throws GeneralSecurityException {
        var seal = seal(cipher);
        var key = new byte[seal.keyBytes];
        var md5 = MessageDigest.getInstance("MD5");
        byte[] block = {};
        for (int at = 0; at < key.length; at += block.length) {
            md5.update(block);
            md5.update(passphrase);
            md5.update(iv, 0, 8);
            block = md5.digest();
            System.arraycopy(block, 0, key, at, Math.min(block.length, key.length - at));
        }
        return crypt(seal, encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, iv, content);
    }

    /// How long the vector of a cipher is.
    public static int ivBytes(String cipher) throws InvalidKeySpecException {
        return seal(cipher).blockBytes;
    }

    private static byte[] crypt(Seal seal, int mode, byte[] key, byte[] iv, byte[] content)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(seal.algorithm + "/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, seal.algorithm), new IvParameterSpec(iv));
        return cipher.doFinal(content);
    }

    private static Seal seal(String cipher) throws InvalidKeySpecException {
        var seal = SEALS.get(cipher);
        if (seal == null) throw new InvalidKeySpecException("Unknown cipher");
        return seal;
    }

    private static Mac mac(String hash, byte[] passphrase) throws GeneralSecurityException {
        var mac = Digests.mac(hash, passphrase);
        if (mac == null) throw new InvalidKeySpecException("unsupported");
        return mac;
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] oid(String hex) {
        return Der.write(6, HexFormat.of().parseHex(hex));
    }

    private static String hex(Der.Element element) {
        return HexFormat.of().formatHex(element.content());
    }
}
