package dev.samovar.http.url;

import org.jspecify.annotations.Nullable;

/// Whom a request came from, and how.
///
/// @param address the other side's
/// @param tls null where the connection is plain
public record Peer(String address, @Nullable Tls tls) {
    /// What both sides agreed on.
    ///
    /// @param version such as `TLSv1.3`
    /// @param cipherSuite such as `TLS_AES_128_GCM_SHA256`
    public record Tls(String version, String cipherSuite) {}
}
