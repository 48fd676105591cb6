package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.crypto.Certificate;
import dev.samovar.nodejs.graal.tls.CipherSuites;
import dev.samovar.nodejs.graal.tls.TlsContext;
import dev.samovar.nodejs.graal.tls.TlsEngine;
import dev.samovar.nodejs.graal.tls.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// TLS: contexts of connections, and one end of each. Who never asks for it gets one function, which makes
/// the others.
final class TlsFunctions {
    private TlsFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("tls", (realm, _) -> {
            var made = new HashMap<String, HostFunction>();
            CertificateFunctions.addTo(made);
            addContexts(made);
            addEngines(made);
            addOutcomes(made);
            return Guest.functions(realm, made);
        });
    }

    private static void addContexts(Map<String, HostFunction> functions) {
        functions.put("context", (_, _) -> new HostHandle(new TlsContext()));
        functions.put("suiteNames", (realm, _) -> CertificateFunctions.texts(realm, CipherSuites.names()));
        put(functions, "contextRoots", a -> context(a[0]).trustRoots(Trust.ofTheJdk()));
        put(functions, "contextTrust", a -> context(a[0]).trust().add(CertificateFunctions.certificate(a[1])));
        put(functions, "contextPartialChains", a -> context(a[0]).allowPartialChains());
        put(functions, "contextVersions", a -> context(a[0]).versions(Guest.integer(a[1]), Guest.integer(a[2])));
        put(functions, "contextOwnOrder", a -> context(a[0]).ownOrder());
        functions.put("contextSuites", (_, a) -> context(a[0]).suites(Guest.string(a[1]), JSRuntime.toBoolean(a[2])));
        functions.put("contextGroups", (_, a) -> context(a[0]).groups(texts(a[1])));
        put(functions, "contextCertificates", a -> context(a[0]).certificates(certificates(a[1])));
        CertificateFunctions.put(functions, "contextKey", (_, a) -> {
            var key = CertificateFunctions.key(a[1]);
            return context(a[0]).key(key.publicKey(), key.secret());
        });
        CertificateFunctions.put(functions, "contextPkcs12", (_, a) -> {
            try {
                context(a[0])
                        .pkcs12(
                                Bytes.of(a[1]).copy(),
                                JSRuntime.isNullOrUndefined(a[2])
                                        ? new char[0]
                                        : Guest.string(a[2]).toCharArray());
                return Undefined.instance;
            } catch (IOException e) {
                return Guest.text(
                        e.getCause() instanceof GeneralSecurityException ? "mac verify failure" : "not enough data");
            }
        });
        CertificateFunctions.put(
                functions,
                "contextCertificate",
                (_, a) -> orUndefined(context(a[0]).certificate()));
        CertificateFunctions.put(
                functions, "contextIssuer", (_, a) -> orUndefined(context(a[0]).issuer()));
    }

    private static void addEngines(Map<String, HostFunction> functions) {
        functions.put("engine", (_, a) -> new HostHandle(new TlsEngine(context(a[0]), JSRuntime.toBoolean(a[1]))));
        put(functions, "engineServerName", a -> engine(a[0]).serverName(Guest.string(a[1])));
        put(functions, "engineProtocols", a -> engine(a[0]).protocols(texts(a[1])));
        functions.put("engineChooser", (realm, a) -> {
            engine(a[0]).chooser(offered -> {
                var chosen = Guest.call(a[1], CertificateFunctions.texts(realm, offered));
                return Guest.isUndefined(chosen) ? null : Guest.string(chosen);
            });
            return Undefined.instance;
        });
        put(
                functions,
                "engineAsksForCertificate",
                a -> engine(a[0]).asksForCertificate(JSRuntime.toBoolean(a[1]), JSRuntime.toBoolean(a[2])));
        put(functions, "engineHolds", a -> engine(a[0]).holdForName());
        put(functions, "engineBegin", a -> engine(a[0]).begin());
        put(
                functions,
                "engineContinue",
                a -> engine(a[0]).continueAs(JSRuntime.isNullOrUndefined(a[1]) ? null : context(a[1])));
        functions.put(
                "engineReceive", (_, a) -> engine(a[0]).receive(Bytes.of(a[1]).copy()));
        put(functions, "engineSend", a -> engine(a[0]).send(Bytes.of(a[1]).copy()));
        put(functions, "engineEnd", a -> engine(a[0]).end());
        functions.put("engineOutgoing", (realm, a) -> bytes(realm, engine(a[0]).outgoing()));
        functions.put("engineSaid", (realm, a) -> bytes(realm, engine(a[0]).said()));
    }

    private static void addOutcomes(Map<String, HostFunction> functions) {
        functions.put("engineIsEstablished", (_, a) -> engine(a[0]).established());
        functions.put("engineHasEnded", (_, a) -> engine(a[0]).ended());
        functions.put("engineFailure", (realm, a) -> {
            var failure = engine(a[0]).failure();
            if (failure == null) return Undefined.instance;
            return CertificateFunctions.texts(realm, List.of(failure.message(), failure.code(), failure.reason()));
        });
        functions.put("engineName", (_, a) -> text(engine(a[0]).serverName()));
        functions.put("engineProtocol", (_, a) -> text(engine(a[0]).protocol()));
        functions.put("engineVersion", (_, a) -> text(engine(a[0]).version()));
        functions.put(
                "engineSuite",
                (realm, a) -> CertificateFunctions.texts(realm, engine(a[0]).suite()));
        functions.put("enginePeers", (realm, a) -> handles(realm, engine(a[0]).peers()));
        CertificateFunctions.put(
                functions,
                "enginePeerChain",
                (realm, a) -> handles(realm, engine(a[0]).peerChain()));
        functions.put("engineCertificate", (_, a) -> orUndefined(engine(a[0]).certificate()));
        CertificateFunctions.put(functions, "engineVerifyError", (realm, a) -> {
            var error = engine(a[0]).distrust();
            return error == null
                    ? Undefined.instance
                    : CertificateFunctions.texts(realm, List.of(error.name(), error.message()));
        });
        functions.put("engineExported", (realm, a) -> {
            try {
                var about = JSRuntime.isNullOrUndefined(a[2])
                        ? null
                        : Bytes.of(a[2]).copy();
                return Bytes.buffer(realm, engine(a[0]).exported(Guest.string(a[1]), about, Guest.integer(a[3])));
            } catch (IOException e) {
                return Undefined.instance;
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run(Object[] arguments);
    }

    private static void put(Map<String, HostFunction> functions, String name, Step step) {
        functions.put(name, (_, arguments) -> {
            step.run(arguments);
            return Undefined.instance;
        });
    }

    private static TlsContext context(Object handle) {
        return (TlsContext) ((HostHandle) handle).value();
    }

    private static TlsEngine engine(Object handle) {
        return (TlsEngine) ((HostHandle) handle).value();
    }

    private static Object text(@Nullable String value) {
        return value == null ? Undefined.instance : Guest.text(value);
    }

    private static Object bytes(JSRealm realm, byte[] bytes) {
        return bytes.length == 0 ? Undefined.instance : Bytes.buffer(realm, bytes);
    }

    private static Object orUndefined(@Nullable Certificate certificate) {
        return certificate == null ? Undefined.instance : new HostHandle(certificate);
    }

    private static JSObject handles(JSRealm realm, List<Certificate> certificates) {
        return Guest.array(realm, certificates.stream().map(HostHandle::new).toArray());
    }

    private static List<Certificate> certificates(Object array) {
        List<Certificate> certificates = new ArrayList<>();
        for (var each : elements(array)) certificates.add(CertificateFunctions.certificate(each));
        return certificates;
    }

    private static List<String> texts(Object array) {
        return elements(array).stream().map(Guest::string).toList();
    }

    private static List<Object> elements(Object array) {
        var list = (JSDynamicObject) array;
        int count = Guest.integer(Guest.member(list, "length"));
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) elements.add(JSObject.get(list, i));
        return elements;
    }
}
