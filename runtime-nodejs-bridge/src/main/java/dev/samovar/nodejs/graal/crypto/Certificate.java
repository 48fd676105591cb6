package dev.samovar.nodejs.graal.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A certificate, and what it says in the words of OpenSSL.
///
/// @param x509 the JDK's view of it
public record Certificate(X509Certificate x509) {
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final int SIGNS = 0;
    private static final int ENCIPHERS_KEYS = 2;
    private static final int AGREES_ON_KEYS = 4;
    private static final int SIGNS_CERTIFICATES = 5;

    /// Reads one in DER.
    public static Certificate of(byte[] der) throws GeneralSecurityException {
        return new Certificate((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    public byte[] encoded() throws CertificateEncodingException {
        return x509.getEncoded();
    }

    public PublicKey publicKey() {
        return x509.getPublicKey();
    }

    public DistinguishedName subject() throws InvalidKeySpecException {
        return DistinguishedName.of(x509.getSubjectX500Principal().getEncoded());
    }

    public DistinguishedName issuer() throws InvalidKeySpecException {
        return DistinguishedName.of(x509.getIssuerX500Principal().getEncoded());
    }

    /// Its number in hexadecimal, in whole bytes.
    public String serialNumber() {
        var number = x509.getSerialNumber();
        return (number.signum() < 0 ? "-" : "") + hexadecimal(number.abs());
    }

    /// A number as OpenSSL writes it.
    public static String hexadecimal(BigInteger number) {
        var text = number.toString(16).toUpperCase(Locale.ROOT);
        return text.length() % 2 == 0 ? text : "0" + text;
    }

    /// The other names of its subject.
    public List<AlternativeName> alternativeNames() throws InvalidKeySpecException {
        List<AlternativeName> names = new ArrayList<>();
        for (var element : extension(ALTERNATIVE_NAMES)) names.add(AlternativeName.of(element));
        return names;
    }

    /// Where more about its issuer is found: a line for each way, as Node prints them.
    public List<String> access() throws InvalidKeySpecException {
        List<String> lines = new ArrayList<>();
        for (var element : extension(ACCESS)) {
            var parts = element.elements();
            var id = parts.getFirst().objectId();
            var way = switch (id) {
                case "1.3.6.1.5.5.7.48.1" -> "OCSP";
                case "1.3.6.1.5.5.7.48.2" -> "CA Issuers";
                default -> id;
            };
            lines.add(way + " - " + AlternativeName.of(parts.get(1)).text());
        }
        return lines;
    }

    /// What its key may be used for besides, by object identifiers; empty if it does not say.
    public List<String> purposes() throws CertificateException {
        var purposes = x509.getExtendedKeyUsage();
        return purposes == null ? List.of() : purposes;
    }

    /// Whether it may issue others, and says so.
    public boolean isAuthority() {
        return x509.getBasicConstraints() >= 0 && maySign();
    }

    /// Whether it restricts the names of whom it issues.
    public boolean constrainsNames() {
        return x509.getExtensionValue(NAME_CONSTRAINTS) != null;
    }

    /// Whether its key may be used in a handshake by one end.
    public boolean mayShakeHands(boolean server) {
        var usage = x509.getKeyUsage();
        return usage == null || usage[SIGNS] || usage[AGREES_ON_KEYS] || (server && usage[ENCIPHERS_KEYS]);
    }

    private boolean maySign() {
        var usage = x509.getKeyUsage();
        return usage == null || usage[SIGNS_CERTIFICATES];
    }

    /// Whether its subject is its issuer.
    public boolean isSelfIssued() {
        return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal());
    }

    /// Whether the other one seems to have issued this one: by names and key identifiers, not by signature.
    public boolean seemsIssuedBy(Certificate other) throws InvalidKeySpecException {
        if (!x509.getIssuerX500Principal().equals(other.x509.getSubjectX500Principal()) || !other.maySign())
            return false;
        var wanted = authorityKey();
        var there = other.subjectKey();
        return wanted == null || there == null || Arrays.equals(wanted, there);
    }

    private byte @Nullable [] authorityKey() throws InvalidKeySpecException {
        for (var element : extension(AUTHORITY_KEY)) if (element.tag() == 0x80) return element.content();
        return null;
    }

    private byte @Nullable [] subjectKey() throws InvalidKeySpecException {
        var value = x509.getExtensionValue(SUBJECT_KEY);
        if (value == null) return null;
        return Der.first(Der.first(value).content()).content();
    }

    /// Whether a key signed it.
    public boolean isSignedBy(PublicKey key) {
        try {
            x509.verify(key);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private List<Der.Element> extension(String id) throws InvalidKeySpecException {
        var value = x509.getExtensionValue(id);
        if (value == null) return List.of();
        return Der.first(Der.first(value).content()).elements();
    }
}
