package dev.samovar.nodejs.graal.tls;

import dev.samovar.nodejs.graal.crypto.Certificate;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A certificate and who issued it, up to one that is trusted if there is one.
///
/// Errors are found in OpenSSL's order, and of several the last one counts, since Node lets each pass and asks
/// in the end. What OpenSSL would accept must be valid for the JDK, too.
final class CertificateChain {
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final int LONGEST = 100;

    private final List<Certificate> certificates = new ArrayList<>();
    private final boolean trusted;
    private final boolean partial;
    private boolean reachedTrust;

    /// @param peers what the other end sent, its own certificate first
    /// @param partial whether a trusted certificate ends the chain that others issued
    CertificateChain(List<Certificate> peers, Trust trust, boolean partial) throws InvalidKeySpecException {
        this.partial = partial;
        certificates.add(peers.getFirst());
        boolean found = false;
        while (certificates.size() < LONGEST) {
            var last = certificates.getLast();
            if (last.isSelfIssued() || partial) {
                found = trust.contains(last);
                if (found || last.isSelfIssued()) break;
            }
            var issuer = issuer(last, peers, trust);
            if (issuer == null || certificates.contains(issuer)) break;
            certificates.add(issuer);
        }
        trusted = found;
    }

    private @Nullable Certificate issuer(Certificate last, List<Certificate> peers, Trust trust)
            throws InvalidKeySpecException {
        var issuer = trust.issuerOf(last);
        if (issuer != null) reachedTrust = true;
        return issuer != null || reachedTrust ? issuer : Trust.issuerOf(last, peers);
    }

    List<Certificate> certificates() {
        return certificates;
    }

    /// What is wrong with it; null if nothing is.
    @Nullable
    Distrust error(boolean ofServer, Instant now) throws GeneralSecurityException {
        var error = trusted ? null : notTrusted();
        error = later(error, extensions(ofServer));
        error = later(error, signaturesAndTimes(now));
        return error == null ? refusedByJdk(now) : error;
    }

    private static @Nullable Distrust later(@Nullable Distrust first, @Nullable Distrust second) {
        return second == null ? first : second;
    }

    private Distrust notTrusted() {
        if (certificates.getLast().isSelfIssued())
            return certificates.size() == 1 ? Distrust.DEPTH_ZERO_SELF_SIGNED_CERT : Distrust.SELF_SIGNED_CERT_IN_CHAIN;
        return reachedTrust ? Distrust.UNABLE_TO_GET_ISSUER_CERT : Distrust.UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    }

    private @Nullable Distrust extensions(boolean ofServer) throws CertificateException {
        var purpose = ofServer ? SERVER : CLIENT;
        Distrust error = certificates.getFirst().mayShakeHands(ofServer) ? null : Distrust.INVALID_PURPOSE;
        for (int i = 0; i < certificates.size(); i++) {
            var each = certificates.get(i);
            boolean old = each.x509().getVersion() == 1 && each.isSelfIssued();
            if (i > 0 && !each.isAuthority() && !old) error = Distrust.INVALID_CA;
            if (!each.purposes().isEmpty() && !each.purposes().contains(purpose)) error = Distrust.INVALID_PURPOSE;
        }
        return error;
    }

    private @Nullable Distrust signaturesAndTimes(Instant now) {
        Distrust error = null;
        int at = certificates.size() - 1;
        var issuer = certificates.get(at);
        if (!issuer.isSelfIssued() && !partial) {
            if (at == 0) error = Distrust.UNABLE_TO_VERIFY_LEAF_SIGNATURE;
            else at--;
        }
        for (; at >= 0; at--) {
            var each = certificates.get(at);
            if (!each.equals(issuer) && !each.isSignedBy(issuer.publicKey())) error = Distrust.CERT_SIGNATURE_FAILURE;
            if (now.isBefore(each.x509().getNotBefore().toInstant())) error = Distrust.CERT_NOT_YET_VALID;
            if (now.isAfter(each.x509().getNotAfter().toInstant())) error = Distrust.CERT_HAS_EXPIRED;
            issuer = each;
        }
        return error;
    }

    private @Nullable Distrust refusedByJdk(Instant now) throws GeneralSecurityException {
        if (certificates.size() == 1) return null;
        // The JDK heeds what a certificate says of names, but not what an anchor says: such a root is both.
        boolean counts =
                certificates.getLast().isSelfIssued() && certificates.getLast().constrainsNames();
        var below = certificates.subList(0, certificates.size() - (counts ? 0 : 1)).stream()
                .map(Certificate::x509)
                .toList();
        var parameters = parameters();
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        try {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return null;
        } catch (CertPathValidatorException e) {
            return e.getReason() == PKIXReason.PATH_TOO_LONG ? Distrust.PATH_LENGTH_EXCEEDED : Distrust.UNSPECIFIED;
        }
    }

    private PKIXParameters parameters() throws InvalidAlgorithmParameterException {
        return new PKIXParameters(Set.of(new TrustAnchor(certificates.getLast().x509(), null)));
    }
}
