package dev.samovar.nodejs.graal.tls;

import dev.samovar.nodejs.graal.crypto.Certificate;
import java.security.PrivateKey;
import java.util.List;

/// Who one end of a connection is: its certificate with those of its issuers, and its key.
record Identity(List<Certificate> chain, PrivateKey key) {
    Certificate certificate() {
        return chain.getFirst();
    }

    /// Whether it can be proved with a key of this kind, as the JDK names kinds.
    boolean fits(String keyType) {
        var algorithm = certificate().publicKey().getAlgorithm();
        return keyType.equals(algorithm) || (keyType.startsWith("EC") && algorithm.equals("EC"));
    }
}
