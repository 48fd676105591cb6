package dev.samovar.nodejs.graal.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Lets each certificate pass, as Node has OpenSSL do: whether it is trusted is asked when the handshake is
/// done and before anything is sent, of [TlsEngine#distrust].
final class LaterTrust extends X509ExtendedTrustManager {
    private final X509Certificate[] issuers;

    /// @param issuers whom a server tells its clients that it trusts
    LaterTrust(X509Certificate[] issuers) {
        this.issuers = issuers;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return issuers.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}
}
