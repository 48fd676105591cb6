package dev.samovar.nodejs.graal.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/// What is done with keys that come in pairs: signing and verifying, encrypting a little, agreeing on a secret.
public final class Signatures {
    private static final int PKCS1 = 1;
    private static final int NONE = 3;
    private static final int OAEP = 4;
    private static final int PSS = 6;
    private static final int AS_DIGEST = -1;

    private Signatures() {}

    /// How something is signed.
    ///
    /// @param hash the name of a hash; empty for those kinds of keys that have their own
    /// @param padding OpenSSL's number of an RSA padding; 0 for that of the key
    /// @param saltBytes how long the salt of PSS is; -1 for as long as the hash, -2 for as long as can be
    /// @param plain whether the two numbers of an elliptic signature are just put behind each other
    public record Way(String hash, int padding, int saltBytes, boolean plain) {}

    public static byte[] sign(AsymmetricKey key, Way way, byte[] content) throws GeneralSecurityException {
        int most = key.publicKey() instanceof RSAKey rsa
                ? (rsa.getModulus().bitLength() + 6) / 8 - digestBytes(way) - 2
                : 0;
        var only = key.pss();
        if (only != null && way.saltBytes() < AS_DIGEST) most = only.getSaltLength();
        var signature = signature(
                key,
                way,
                way.saltBytes() == AS_DIGEST ? digestBytes(way) : way.saltBytes() < 0 ? most : way.saltBytes());
        signature.initSign(key.secret(), AsymmetricKey.random());
        signature.update(content);
        return signature.sign();
    }

    public static boolean verify(AsymmetricKey key, Way way, byte[] content, byte[] signed)
            throws GeneralSecurityException {
        int salt = 0;
        if (isPss(key, way)) {
            salt = way.saltBytes() == AS_DIGEST
                    ? digestBytes(way)
                    : way.saltBytes() < 0 ? saltOf((RSAPublicKey) key.publicKey(), way, signed) : way.saltBytes();
            if (salt < 0) return false;
        }
        var signature = signature(key, way, salt);
        signature.initVerify(key.publicKey());
        signature.update(content);
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        }
    }

    /// The way of PSS that a key is to be for alone; null if none of it is said.
    public static @Nullable PSSParameterSpec pss(@Nullable String hash, @Nullable String maskHash, int salt)
            throws GeneralSecurityException {
        if (hash == null && maskHash == null && salt < 0) return null;
        var jdk = jdkHash(hash == null ? "sha1" : hash);
        var mask = maskHash == null ? jdk : jdkHash(maskHash);
        int length = salt >= 0
                ? salt
                : hash == null ? 20 : MessageDigest.getInstance(jdk).getDigestLength();
        return new PSSParameterSpec(
                jdk, "MGF1", new MGF1ParameterSpec(mask), length, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    private static boolean isPss(AsymmetricKey key, Way way) {
        return key.type().equals("rsa-pss") || (key.type().equals("rsa") && way.padding() == PSS);
    }

    private static Signature signature(AsymmetricKey key, Way way, int salt) throws GeneralSecurityException {
        if (key.type().startsWith("ed")) return Signature.getInstance(key.type().equals("ed448") ? "Ed448" : "Ed25519");
        var hash = jdkHash(way.hash());
        if (key.type().equals("rsa-pss") && way.padding() != 0 && way.padding() != PSS)
            throw new InvalidKeyException("illegal or unsupported padding mode");
        if (isPss(key, way)) {
            var signature = Signature.getInstance("RSASSA-PSS");
            var only = key.pss();
            var mask = only == null ? new MGF1ParameterSpec(hash) : only.getMGFParameters();
            signature.setParameter(new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC));
            return signature;
        }
        var plainHash = hash.replaceFirst("^SHA-", "SHA");
        return switch (key.type()) {
            case "rsa" -> Signature.getInstance(plainHash + "withRSA");
            case "ec" -> Signature.getInstance(plainHash + "withECDSA" + (way.plain() ? "inP1363Format" : ""));
            case "dsa" -> Signature.getInstance(plainHash + "withDSA" + (way.plain() ? "inP1363Format" : ""));
            default -> throw new InvalidKeyException("operation not supported for this keytype");
        };
    }

    private static String jdkHash(String name) throws NoSuchAlgorithmException {
        var hash = Digests.jdkName(name);
        if (hash == null) throw new NoSuchAlgorithmException("Invalid digest: " + name);
        return hash;
    }

    private static int digestBytes(Way way) throws GeneralSecurityException {
        return way.hash().isEmpty()
                ? 0
                : MessageDigest.getInstance(jdkHash(way.hash())).getDigestLength();
    }

    /// How long the salt in a signature is, or -1 if there is none to be found.
    private static int saltOf(RSAPublicKey key, Way way, byte[] signed) throws GeneralSecurityException {
        int bits = key.getModulus().bitLength() - 1;
        int length = (bits + 7) / 8;
        var opened = new BigInteger(1, signed).modPow(key.getPublicExponent(), key.getModulus());
        if (opened.bitLength() > bits) return -1;
        var message = Curves.fixed(opened, length);
        var digest = MessageDigest.getInstance(jdkHash(way.hash()));
        int block = length - digest.getDigestLength() - 1;
        if (block < 1) return -1;
        var hash = Arrays.copyOfRange(message, block, block + digest.getDigestLength());
        for (int at = 0, counter = 0; at < block; counter++) {
            digest.update(hash);
            digest.update(new byte[] {0, 0, (byte) (counter >> 8), (byte) counter});
            for (byte mask : digest.digest()) if (at < block) message[at++] ^= mask;
        }
        message[0] &= (byte) (0xff >> (8 * length - bits));
        for (int i = 0; i < block; i++) if (message[i] != 0) return message[i] == 1 ? block - i - 1 : -1;
        return -1;
    }

    /// Encrypts or decrypts with one of the two keys.
    public static byte[] crypt(
            AsymmetricKey key, boolean encrypts, boolean secret, byte[] content, int padding, String hash, byte[] label)
            throws GeneralSecurityException {
        if (!key.type().equals("rsa")) throw new InvalidKeyException("operation not supported for this keytype");
        var cipher = Cipher.getInstance(
                switch (padding) {
                    case PKCS1 -> "RSA/ECB/PKCS1Padding";
                    case NONE -> "RSA/ECB/NoPadding";
                    case OAEP -> "RSA/ECB/OAEPPadding";
                    default -> throw new NoSuchAlgorithmException("unknown padding type");
                });
        int mode = encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        var half = secret ? key.secret() : key.publicKey();
        if (padding == OAEP) {
            var jdk = jdkHash(hash);
            cipher.init(
                    mode,
                    half,
                    new OAEPParameterSpec(jdk, "MGF1", new MGF1ParameterSpec(jdk), new PSource.PSpecified(label)));
        } else cipher.init(mode, half);
        return cipher.doFinal(content);
    }

    /// The secret that two keys agree on.
    public static byte[] agree(AsymmetricKey own, AsymmetricKey other) throws GeneralSecurityException {
        if (own.secret() instanceof DHPrivateKey mine && other.publicKey() instanceof DHPublicKey theirs) {
            var prime = mine.getParams().getP();
            if (!prime.equals(theirs.getParams().getP()))
                throw new InvalidKeyException("mismatching domain parameters");
            return Curves.fixed(theirs.getY().modPow(mine.getX(), prime), (prime.bitLength() + 7) / 8);
        }
        if (!own.curveName().equals(other.curveName())) throw new InvalidKeyException("mismatching domain parameters");
        var agreement = KeyAgreement.getInstance(own.type().equals("ec") ? "ECDH" : "XDH");
        agreement.init(own.secret());
        agreement.doPhase(other.publicKey(), true);
        return agreement.generateSecret();
    }
}
