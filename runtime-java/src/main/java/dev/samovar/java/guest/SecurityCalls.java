package dev.samovar.java.guest;

import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import org.jspecify.annotations.Nullable;

/// Security providers: a guest's own are found by the guest's own calls, and by nobody else.
public final class SecurityCalls {
    private SecurityCalls() {}

    @Instead(of = Security.class, member = "addProvider", at = Site.STATIC)
    public static int addProvider(Guest guest, Provider provider) {
        return guest.providers().add(provider, Integer.MAX_VALUE);
    }

    @Instead(of = Security.class, member = "insertProviderAt", at = Site.STATIC)
    public static int insertProviderAt(Guest guest, Provider provider, int position) {
        return guest.providers().add(provider, position);
    }

    @Instead(of = Security.class, member = "removeProvider", at = Site.STATIC)
    public static void removeProvider(Guest guest, String name) {
        guest.providers().remove(name);
    }

    @Instead(of = Security.class, member = "getProvider", at = Site.STATIC)
    public static @Nullable Provider getProvider(Guest guest, String name) {
        return guest.providers().find(name);
    }

    @Instead(of = Security.class, member = "getProviders", at = Site.STATIC)
    public static Provider[] getProviders(Guest guest) {
        return guest.providers().all();
    }

    @Instead(of = Security.class, member = "setProperty", at = Site.STATIC)
    public static void setProperty(Guest guest, String key, String value) {
        NetworkCalls.refuse(guest, "Security.setProperty(\"" + key + "\")");
    }

    @Instead(of = MessageDigest.class, member = "getInstance", at = Site.STATIC)
    public static MessageDigest messageDigest(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> MessageDigest.getInstance(algorithm), by -> MessageDigest.getInstance(algorithm, by));
    }

    @Instead(of = MessageDigest.class, member = "getInstance", at = Site.STATIC)
    public static MessageDigest messageDigest(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? MessageDigest.getInstance(algorithm, own) : MessageDigest.getInstance(algorithm, provider);
    }

    @Instead(of = Signature.class, member = "getInstance", at = Site.STATIC)
    public static Signature signature(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> Signature.getInstance(algorithm), by -> Signature.getInstance(algorithm, by));
    }

    @Instead(of = Signature.class, member = "getInstance", at = Site.STATIC)
    public static Signature signature(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? Signature.getInstance(algorithm, own) : Signature.getInstance(algorithm, provider);
    }

    @Instead(of = KeyFactory.class, member = "getInstance", at = Site.STATIC)
    public static KeyFactory keyFactory(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> KeyFactory.getInstance(algorithm), by -> KeyFactory.getInstance(algorithm, by));
    }

    @Instead(of = KeyFactory.class, member = "getInstance", at = Site.STATIC)
    public static KeyFactory keyFactory(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? KeyFactory.getInstance(algorithm, own) : KeyFactory.getInstance(algorithm, provider);
    }

    @Instead(of = KeyPairGenerator.class, member = "getInstance", at = Site.STATIC)
    public static KeyPairGenerator keyPairGenerator(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(
                        () -> KeyPairGenerator.getInstance(algorithm),
                        by -> KeyPairGenerator.getInstance(algorithm, by));
    }

    @Instead(of = KeyPairGenerator.class, member = "getInstance", at = Site.STATIC)
    public static KeyPairGenerator keyPairGenerator(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null
                ? KeyPairGenerator.getInstance(algorithm, own)
                : KeyPairGenerator.getInstance(algorithm, provider);
    }

    @Instead(of = AlgorithmParameters.class, member = "getInstance", at = Site.STATIC)
    public static AlgorithmParameters algorithmParameters(Guest guest, String algorithm)
            throws NoSuchAlgorithmException {
        return guest.providers()
                .first(
                        () -> AlgorithmParameters.getInstance(algorithm),
                        by -> AlgorithmParameters.getInstance(algorithm, by));
    }

    @Instead(of = AlgorithmParameters.class, member = "getInstance", at = Site.STATIC)
    public static AlgorithmParameters algorithmParameters(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null
                ? AlgorithmParameters.getInstance(algorithm, own)
                : AlgorithmParameters.getInstance(algorithm, provider);
    }

    @Instead(of = SecureRandom.class, member = "getInstance", at = Site.STATIC)
    public static SecureRandom secureRandom(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> SecureRandom.getInstance(algorithm), by -> SecureRandom.getInstance(algorithm, by));
    }

    @Instead(of = SecureRandom.class, member = "getInstance", at = Site.STATIC)
    public static SecureRandom secureRandom(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? SecureRandom.getInstance(algorithm, own) : SecureRandom.getInstance(algorithm, provider);
    }

    @Instead(of = KeyStore.class, member = "getInstance", at = Site.STATIC)
    public static KeyStore keyStore(Guest guest, String type) throws KeyStoreException {
        try {
            return guest.providers().first(() -> KeyStore.getInstance(type), by -> KeyStore.getInstance(type, by));
        } catch (NoSuchAlgorithmException e) {
            throw new KeyStoreException(e);
        }
    }

    @Instead(of = KeyStore.class, member = "getInstance", at = Site.STATIC)
    public static KeyStore keyStore(Guest guest, String type, String provider)
            throws KeyStoreException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? KeyStore.getInstance(type, own) : KeyStore.getInstance(type, provider);
    }

    @Instead(of = CertificateFactory.class, member = "getInstance", at = Site.STATIC)
    public static CertificateFactory certificateFactory(Guest guest, String type) throws CertificateException {
        try {
            return guest.providers()
                    .first(() -> CertificateFactory.getInstance(type), by -> CertificateFactory.getInstance(type, by));
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException(e);
        }
    }

    @Instead(of = CertificateFactory.class, member = "getInstance", at = Site.STATIC)
    public static CertificateFactory certificateFactory(Guest guest, String type, String provider)
            throws CertificateException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? CertificateFactory.getInstance(type, own) : CertificateFactory.getInstance(type, provider);
    }

    @Instead(of = Cipher.class, member = "getInstance", at = Site.STATIC)
    public static Cipher cipher(Guest guest, String algorithm) throws NoSuchAlgorithmException, NoSuchPaddingException {
        return guest.providers().first(() -> Cipher.getInstance(algorithm), by -> Cipher.getInstance(algorithm, by));
    }

    @Instead(of = Cipher.class, member = "getInstance", at = Site.STATIC)
    public static Cipher cipher(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchPaddingException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? Cipher.getInstance(algorithm, own) : Cipher.getInstance(algorithm, provider);
    }

    @Instead(of = KeyAgreement.class, member = "getInstance", at = Site.STATIC)
    public static KeyAgreement keyAgreement(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> KeyAgreement.getInstance(algorithm), by -> KeyAgreement.getInstance(algorithm, by));
    }

    @Instead(of = KeyAgreement.class, member = "getInstance", at = Site.STATIC)
    public static KeyAgreement keyAgreement(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? KeyAgreement.getInstance(algorithm, own) : KeyAgreement.getInstance(algorithm, provider);
    }

    @Instead(of = KeyGenerator.class, member = "getInstance", at = Site.STATIC)
    public static KeyGenerator keyGenerator(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(() -> KeyGenerator.getInstance(algorithm), by -> KeyGenerator.getInstance(algorithm, by));
    }

    @Instead(of = KeyGenerator.class, member = "getInstance", at = Site.STATIC)
    public static KeyGenerator keyGenerator(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? KeyGenerator.getInstance(algorithm, own) : KeyGenerator.getInstance(algorithm, provider);
    }

    @Instead(of = Mac.class, member = "getInstance", at = Site.STATIC)
    public static Mac mac(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers().first(() -> Mac.getInstance(algorithm), by -> Mac.getInstance(algorithm, by));
    }

    @Instead(of = Mac.class, member = "getInstance", at = Site.STATIC)
    public static Mac mac(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null ? Mac.getInstance(algorithm, own) : Mac.getInstance(algorithm, provider);
    }

    @Instead(of = SecretKeyFactory.class, member = "getInstance", at = Site.STATIC)
    public static SecretKeyFactory secretKeyFactory(Guest guest, String algorithm) throws NoSuchAlgorithmException {
        return guest.providers()
                .first(
                        () -> SecretKeyFactory.getInstance(algorithm),
                        by -> SecretKeyFactory.getInstance(algorithm, by));
    }

    @Instead(of = SecretKeyFactory.class, member = "getInstance", at = Site.STATIC)
    public static SecretKeyFactory secretKeyFactory(Guest guest, String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        var own = guest.providers().own(provider);
        return own != null
                ? SecretKeyFactory.getInstance(algorithm, own)
                : SecretKeyFactory.getInstance(algorithm, provider);
    }
}
