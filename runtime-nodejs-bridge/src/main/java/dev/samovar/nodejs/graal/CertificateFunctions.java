package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.JSObject;
import dev.samovar.nodejs.graal.crypto.AlternativeName;
import dev.samovar.nodejs.graal.crypto.AsymmetricKey;
import dev.samovar.nodejs.graal.crypto.Certificate;
import dev.samovar.nodejs.graal.crypto.DistinguishedName;
import dev.samovar.nodejs.graal.tls.Trust;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What certificates say. What cannot be read is told as a text.
final class CertificateFunctions {
    private CertificateFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        put(
                functions,
                "certificate",
                (_, a) -> new HostHandle(Certificate.of(Bytes.of(a[0]).copy())));
        put(functions, "certificateFacts", (realm, a) -> facts(realm, certificate(a[0])));
        put(
                functions,
                "certificateKey",
                (_, a) -> new HostHandle(
                        AsymmetricKey.spki(certificate(a[0]).publicKey().getEncoded())));
        put(
                functions,
                "certificateIsSignedBy",
                (_, a) -> certificate(a[0]).isSignedBy(key(a[1]).publicKey()));
        put(functions, "certificateSeemsIssuedBy", (_, a) -> certificate(a[0]).seemsIssuedBy(certificate(a[1])));
        put(functions, "certificateIsSelfIssued", (_, a) -> certificate(a[0]).isSelfIssued());
        put(functions, "rootCertificates", (realm, _) -> {
            List<Object> roots = new ArrayList<>();
            for (var root : Trust.ofTheJdk().all()) roots.add(Bytes.buffer(realm, root.encoded()));
            return Guest.array(realm, roots.toArray());
        });
    }

    @FunctionalInterface
    interface Call {
        Object run(JSRealm realm, Object[] arguments) throws GeneralSecurityException;
    }

    static void put(Map<String, HostFunction> functions, String name, Call call) {
        functions.put(name, (realm, arguments) -> {
            try {
                return call.run(realm, arguments);
            } catch (GeneralSecurityException e) {
                return Guest.text(String.valueOf(e.getMessage()));
            }
        });
    }

    static Certificate certificate(Object handle) {
        return (Certificate) ((HostHandle) handle).value();
    }

    static AsymmetricKey key(Object handle) {
        return (AsymmetricKey) ((HostHandle) handle).value();
    }

    private static JSObject facts(JSRealm realm, Certificate certificate) throws GeneralSecurityException {
        var members = new HashMap<String, Object>();
        members.put("subject", name(realm, certificate.subject()));
        members.put("issuer", name(realm, certificate.issuer()));
        members.put(
                "names",
                Guest.array(
                        realm,
                        certificate.alternativeNames().stream()
                                .map(each -> name(realm, each))
                                .toArray()));
        members.put("access", texts(realm, certificate.access()));
        members.put(
                "from", (double) certificate.x509().getNotBefore().toInstant().toEpochMilli());
        members.put("to", (double) certificate.x509().getNotAfter().toInstant().toEpochMilli());
        members.put("serial", Guest.text(certificate.serialNumber()));
        members.put("authority", certificate.isAuthority());
        members.put("purposes", texts(realm, certificate.purposes()));
        members.put("raw", Bytes.buffer(realm, certificate.encoded()));
        return Guest.object(realm, members);
    }

    private static JSObject name(JSRealm realm, DistinguishedName name) {
        return Guest.object(
                realm,
                Map.of(
                        "text",
                        Guest.text(name.lines()),
                        "attributes",
                        Guest.array(
                                realm,
                                name.attributes().stream()
                                        .map(each -> texts(realm, List.of(each.name(), each.value())))
                                        .toArray())));
    }

    private static JSObject name(JSRealm realm, AlternativeName name) {
        return texts(realm, List.of(name.kind(), name.value(), name.text()));
    }

    static JSObject texts(JSRealm realm, List<String> texts) {
        return Guest.array(realm, texts.stream().map(Guest::text).toArray());
    }
}
