package dev.samovar.nodejs.graal.tls;

import dev.samovar.nodejs.graal.crypto.Certificate;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Certificates that are trusted to issue others.
public final class Trust {
    /// Read when something first asks for it, and once in a JVM.
    private static final class Roots {
        static final Trust OF_THE_JDK = read();

        private static Trust read() {
            var trust = new Trust();
            try {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                for (var manager : factory.getTrustManagers())
                    if (manager instanceof X509TrustManager x509)
                        for (var root : x509.getAcceptedIssuers()) trust.add(new Certificate(root));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK's trusted certificates cannot be read", e);
            }
            return trust;
        }
    }

    private final Map<X500Principal, List<Certificate>> bySubject = new HashMap<>();
    private @Nullable Trust also;

    /// Those that the JDK trusts, as the host was started.
    public static Trust ofTheJdk() {
        return Roots.OF_THE_JDK;
    }

    public void add(Certificate certificate) {
        bySubject
                .computeIfAbsent(certificate.x509().getSubjectX500Principal(), _ -> new ArrayList<>())
                .add(certificate);
    }

    /// Trusts whom the other one trusts, too.
    void addAll(Trust other) {
        also = other;
    }

    /// All of them.
    public List<Certificate> all() {
        List<Certificate> all = new ArrayList<>(also == null ? List.of() : also.all());
        bySubject.values().forEach(all::addAll);
        return all;
    }

    boolean contains(Certificate certificate) {
        return named(certificate.x509().getSubjectX500Principal()).contains(certificate);
    }

    /// Who issued a certificate, if it is one of these.
    @Nullable
    Certificate issuerOf(Certificate certificate) throws InvalidKeySpecException {
        return issuerOf(certificate, named(certificate.x509().getIssuerX500Principal()));
    }

    /// Who of some issued a certificate: one that signed it, or else one that only has the name.
    static @Nullable Certificate issuerOf(Certificate certificate, List<Certificate> among)
            throws InvalidKeySpecException {
        Certificate named = null;
        for (var each : among) {
            if (!certificate.seemsIssuedBy(each)) continue;
            if (certificate.isSignedBy(each.publicKey())) return each;
            if (named == null) named = each;
        }
        return named;
    }

    private List<Certificate> named(X500Principal subject) {
        var own = bySubject.getOrDefault(subject, List.of());
        if (also == null) return own;
        var more = also.named(subject);
        if (own.isEmpty() || more.isEmpty()) return own.isEmpty() ? more : own;
        List<Certificate> both = new ArrayList<>(own);
        both.addAll(more);
        return both;
    }

    X509Certificate[] issuers() {
        return bySubject.values().stream()
                .flatMap(List::stream)
                .map(Certificate::x509)
                .toArray(X509Certificate[]::new);
    }
}
