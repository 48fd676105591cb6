package dev.samovar.spi;

import java.util.Optional;

/// Knows the keys that requests may be signed with. Asked for every request, by several threads, and answers at once.
@FunctionalInterface
public interface CredentialsSource {
    /// The pair with this access key id, if there is one.
    Optional<Credentials> find(String accessKeyId);
}
