package dev.samovar.nodejs.graal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.nodejs.graal.crypto.Certificate;
import dev.samovar.nodejs.graal.crypto.TestAuthority;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which certificates are refused though a trusted authority issued them.
final class CertificateChainTest {
    private static @Nullable Distrust error(TestAuthority root, Certificate certificate, boolean ofServer)
            throws GeneralSecurityException {
        var trust = new Trust();
        trust.add(root.certificate());
        return new CertificateChain(List.of(certificate), trust, false).error(ofServer, Instant.now());
    }

    @Test
    void aRootMayRestrictWhomItIssues() throws GeneralSecurityException {
        var root = TestAuthority.rootOf("example.test");
        assertThat(error(root, root.issue("a", "a.example.test").certificate(), true))
                .isNull();
        assertThat(error(root, root.issue("b", "bank.test").certificate(), true))
                .isEqualTo(Distrust.UNSPECIFIED);
    }

    /// Its owner chooses what stands in it, and would end whoever looks at it with any other exception.
    @Test
    void oneThatCannotBeReadIsRefused() throws GeneralSecurityException {
        var root = TestAuthority.root("Test Root");
        var certificate = root.malformed("Test Root").certificate();
        assertThatThrownBy(() -> certificate.seemsIssuedBy(certificate)).isInstanceOf(GeneralSecurityException.class);
    }

    /// As `openssl verify -purpose sslserver` and `sslclient` have it.
    @ParameterizedTest
    @CsvSource({
        "0, true, true",
        "1, false, false",
        "2, true, false",
        "3, false, false",
        "4, true, true",
        "5, false, false"
    })
    void aKeyIsUsedForWhatItsCertificateSays(int bit, boolean byServer, boolean byClient)
            throws GeneralSecurityException {
        var root = TestAuthority.root("Test Root");
        var certificate = root.only(bit, "localhost").certificate();
        assertThat(error(root, certificate, true)).isEqualTo(byServer ? null : Distrust.INVALID_PURPOSE);
        assertThat(error(root, certificate, false)).isEqualTo(byClient ? null : Distrust.INVALID_PURPOSE);
    }
}
