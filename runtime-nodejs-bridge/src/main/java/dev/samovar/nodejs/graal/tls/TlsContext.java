package dev.samovar.nodejs.graal.tls;

import dev.samovar.nodejs.graal.crypto.Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// What connections have in common: whom they trust, who they are, which versions and suites they speak.
public final class TlsContext {
    private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    private static final int OLDEST = 0x301;
    private static final Map<String, String> GROUPS = Map.of(
            "X25519", "x25519",
            "X448", "x448",
            "P-256", "secp256r1",
            "prime256v1", "secp256r1",
            "P-384", "secp384r1",
            "secp384r1", "secp384r1",
            "P-521", "secp521r1",
            "secp521r1", "secp521r1");

    private final Trust trust = new Trust();
    private final List<Identity> identities = new ArrayList<>();
    private List<Certificate> chain = List.of();
    private @Nullable String suites;
    private @Nullable String modernSuites;
    private String @Nullable [] groups;
    private boolean partial;
    private boolean ownOrder;
    private int oldest = OLDEST;
    private int newest = OLDEST + VERSIONS.size() - 1;
    private @Nullable SSLContext made;

    // --- set

    public Trust trust() {
        return trust;
    }

    public void trustRoots(Trust roots) {
        trust.addAll(roots);
    }

    /// A trusted certificate ends a chain even if another one issued it.
    public void allowPartialChains() {
        partial = true;
    }

    /// The numbers of the oldest and newest versions that are spoken; 0 for any.
    public void versions(int from, int to) {
        oldest = Math.max(from, OLDEST);
        newest = to == 0 ? OLDEST + VERSIONS.size() - 1 : to;
    }

    /// A server chooses suites in its own order.
    public void ownOrder() {
        ownOrder = true;
    }

    /// Which suites are spoken, in OpenSSL's words.
    ///
    /// @return whether that leaves any
    public boolean suites(String list, boolean modern) {
        if (modern) modernSuites = list;
        else suites = list;
        return !CipherSuites.allowed(list, modern).isEmpty();
    }

    /// The groups that keys are agreed on in, by OpenSSL's names.
    ///
    /// @return whether all are known
    public boolean groups(List<String> names) {
        groups = names.stream().map(GROUPS::get).filter(Objects::nonNull).toArray(String[]::new);
        return groups.length == names.size();
    }

    /// The certificate that this end shows, and those of its issuers.
    public void certificates(List<Certificate> chain) {
        this.chain = chain;
    }

    /// The key of the certificate that was set.
    ///
    /// @return whether it belongs to it
    public boolean key(PublicKey publicKey, PrivateKey key) throws InvalidKeySpecException {
        if (chain.isEmpty()) return true;
        if (!Arrays.equals(chain.getFirst().publicKey().getEncoded(), publicKey.getEncoded())) return false;
        identities.removeIf(each -> each.certificate().equals(chain.getFirst()));
        identities.add(new Identity(completed(), key));
        return true;
    }

    /// A certificate that came alone is shown with the issuers that are known.
    private List<Certificate> completed() throws InvalidKeySpecException {
        return chain.size() > 1 ? chain : new CertificateChain(chain, trust, false).certificates();
    }

    /// Certificates and a key as PKCS#12 has them.
    public void pkcs12(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password);
        for (var alias : Collections.list(store.aliases())) {
            var certificates = store.getCertificateChain(alias);
            if (certificates == null) {
                if (store.getCertificate(alias) instanceof X509Certificate x509) trust.add(new Certificate(x509));
                continue;
            }
            List<Certificate> entry = new ArrayList<>();
            for (var each : certificates) entry.add(new Certificate((X509Certificate) each));
            chain = entry;
            entry.stream().skip(1).forEach(trust::add);
            if (store.getKey(alias, password) instanceof PrivateKey key) identities.add(new Identity(entry, key));
        }
    }

    /// The certificate that this end shows.
    public @Nullable Certificate certificate() {
        return chain.isEmpty() ? null : chain.getFirst();
    }

    /// Who issued it, as far as is known.
    public @Nullable Certificate issuer() throws InvalidKeySpecException {
        var own = certificate();
        return own == null ? null : trust.issuerOf(own);
    }

    // --- used

    SSLEngine engine(boolean client) throws GeneralSecurityException {
        var engine = context(client).createSSLEngine();
        engine.setUseClientMode(client);
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(versions(engine));
        parameters.setCipherSuites(enabled());
        if (groups != null) parameters.setNamedGroups(groups);
        parameters.setUseCipherSuitesOrder(client || ownOrder);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context(boolean client) throws GeneralSecurityException {
        var there = made;
        if (there != null) return there;
        there = SSLContext.getInstance("TLS");
        there.init(
                new KeyManager[] {new Identities(identities)},
                new TrustManager[] {new LaterTrust(client ? new X509Certificate[0] : trust.issuers())},
                null);
        made = there;
        return there;
    }

    private String[] versions(SSLEngine engine) {
        var offered = List.of(engine.getSupportedProtocols());
        List<String> spoken = new ArrayList<>();
        for (int i = 0; i < VERSIONS.size(); i++)
            if (OLDEST + i >= oldest && OLDEST + i <= newest && offered.contains(VERSIONS.get(i)))
                spoken.add(VERSIONS.get(i));
        return spoken.toArray(String[]::new);
    }

    private String[] enabled() {
        List<String> enabled = new ArrayList<>(CipherSuites.allowed(modernSuites == null ? "ALL" : modernSuites, true));
        enabled.addAll(CipherSuites.allowed(suites == null ? "ALL" : suites, false));
        return enabled.toArray(String[]::new);
    }

    CertificateChain chainOf(List<Certificate> peers) throws InvalidKeySpecException {
        return new CertificateChain(peers, trust, partial);
    }
}
