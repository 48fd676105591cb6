package dev.samovar.nodejs.graal.tls;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/// Why a connection failed, in OpenSSL's words where it has some.
///
/// @param number OpenSSL's number of it, in hexadecimal
/// @param reason what is wrong
public record TlsFailure(String number, String reason) {
    /// What the JDK says, and what OpenSSL says then.
    private record Saying(String part, TlsFailure failure) {}

    private static final List<Saying> SAYINGS = List.of(
            new Saying("plaintext connection", new TlsFailure("0A00010B", "wrong version number")),
            new Saying("Unsupported or unrecognized SSL message", new TlsFailure("0A00010B", "wrong version number")),
            new Saying("no cipher suites in common", new TlsFailure("0A0000C1", "no shared cipher")),
            new Saying("is not enabled or supported", new TlsFailure("0A000102", "unsupported protocol")),
            new Saying("not accepted by server preferences", new TlsFailure("0A000102", "unsupported protocol")),
            new Saying("chose TLS", new TlsFailure("0A000102", "unsupported protocol")),
            new Saying("No appropriate protocol", new TlsFailure("0A0000BF", "no protocols available")),
            new Saying(
                    "Empty client certificate chain", new TlsFailure("0A0000C7", "peer did not return a certificate")),
            new Saying("no_application_protocol", new TlsFailure("0A0000EB", "no application protocol")),
            new Saying(
                    "No available authentication scheme",
                    new TlsFailure("0A000076", "no suitable signature algorithm")),
            new Saying("Tag mismatch", new TlsFailure("0A000119", "decryption failed or bad record mac")));

    private static final Map<String, TlsFailure> ALERTS = Map.ofEntries(
            Map.entry("unexpected_message", new TlsFailure("0A0003F2", "sslv3 alert unexpected message")),
            Map.entry("bad_record_mac", new TlsFailure("0A0003FC", "sslv3 alert bad record mac")),
            Map.entry("handshake_failure", new TlsFailure("0A000410", "sslv3 alert handshake failure")),
            Map.entry("bad_certificate", new TlsFailure("0A000412", "sslv3 alert bad certificate")),
            Map.entry("unsupported_certificate", new TlsFailure("0A000413", "sslv3 alert unsupported certificate")),
            Map.entry("certificate_revoked", new TlsFailure("0A000414", "sslv3 alert certificate revoked")),
            Map.entry("certificate_expired", new TlsFailure("0A000415", "sslv3 alert certificate expired")),
            Map.entry("certificate_unknown", new TlsFailure("0A000416", "sslv3 alert certificate unknown")),
            Map.entry("illegal_parameter", new TlsFailure("0A000417", "sslv3 alert illegal parameter")),
            Map.entry("unknown_ca", new TlsFailure("0A000418", "tlsv1 alert unknown ca")),
            Map.entry("access_denied", new TlsFailure("0A000419", "tlsv1 alert access denied")),
            Map.entry("decode_error", new TlsFailure("0A00041A", "tlsv1 alert decode error")),
            Map.entry("decrypt_error", new TlsFailure("0A00041B", "tlsv1 alert decrypt error")),
            Map.entry("protocol_version", new TlsFailure("0A00042E", "tlsv1 alert protocol version")),
            Map.entry("insufficient_security", new TlsFailure("0A00042F", "tlsv1 alert insufficient security")),
            Map.entry("internal_error", new TlsFailure("0A000438", "tlsv1 alert internal error")),
            Map.entry("no_renegotiation", new TlsFailure("0A00044C", "tlsv1 alert no renegotiation")),
            Map.entry("missing_extension", new TlsFailure("0A000455", "tlsv13 alert missing extension")),
            Map.entry("unrecognized_name", new TlsFailure("0A000458", "tlsv1 unrecognized name")),
            Map.entry("certificate_required", new TlsFailure("0A00045C", "tlsv13 alert certificate required")),
            Map.entry("no_application_protocol", new TlsFailure("0A000460", "tlsv1 alert no application protocol")));

    static final TlsFailure HTTP_REQUEST = new TlsFailure("0A00009C", "http request");

    static TlsFailure of(SSLException thrown) {
        var said = String.valueOf(thrown.getMessage());
        for (var alert : ALERTS.entrySet())
            if (said.contains("fatal alert: " + alert.getKey())) return alert.getValue();
        for (var saying : SAYINGS) if (said.contains(saying.part)) return saying.failure;
        var words = said.replaceFirst("^\\([a-z_]+\\) ", "").toLowerCase(Locale.ROOT);
        return new TlsFailure("0A0C0103", words);
    }

    /// As OpenSSL prints it, without the places in its sources.
    public String message() {
        return "error:" + number + ":SSL routines::" + reason;
    }

    /// Node's code of it.
    public String code() {
        return "ERR_SSL_" + reason.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }
}
