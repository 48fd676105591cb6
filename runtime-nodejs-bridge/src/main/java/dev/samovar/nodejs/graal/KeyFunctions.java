package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.crypto.AsymmetricKey;
import dev.samovar.nodejs.graal.crypto.Digests;
import dev.samovar.nodejs.graal.crypto.SealedKeys;
import dev.samovar.nodejs.graal.crypto.Signatures;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECPoint;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `crypto` does with keys that come in pairs. What the provider refuses is told as a text.
final class KeyFunctions {
    @FunctionalInterface
    private interface Call {
        Object run(JSRealm realm, Object[] arguments) throws GeneralSecurityException;
    }

    /// By Node's numbers for them.
    private static final List<AsymmetricKey.Encoding> ENCODINGS = List.of(AsymmetricKey.Encoding.values());

    private KeyFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        put(
                functions,
                "keyRsa",
                (_, a) -> handle(AsymmetricKey.rsa(Guest.integer(a[0]), (long) JSRuntime.toDouble(a[1]))));
        put(
                functions,
                "keyRsaPss",
                (_, a) -> handle(AsymmetricKey.rsaPss(
                        Guest.integer(a[0]),
                        (long) JSRuntime.toDouble(a[1]),
                        Signatures.pss(text(a[2]), text(a[3]), a[4] instanceof Integer salt ? salt : -1))));
        put(functions, "keyDsa", (_, a) -> handle(AsymmetricKey.dsa(Guest.integer(a[0]), Guest.integer(a[1]))));
        put(functions, "keyDh", (_, a) -> handle(AsymmetricKey.dh(number(a[0]), number(a[1]))));
        put(
                functions,
                "keyDsaBits",
                (realm, a) -> Guest.array(realm, key(a[0]).dsaBits().toArray()));
        put(functions, "keyPss", (realm, a) -> pss(realm, key(a[0])));
        put(functions, "keySealKnown", (_, a) -> SealedKeys.knows(Guest.string(a[0])));
        put(
                functions,
                "keySeal",
                (realm, a) -> Bytes.buffer(realm, SealedKeys.seal(bytes(a[0]), Guest.string(a[1]), bytes(a[2]))));
        put(functions, "keySealIv", (_, a) -> SealedKeys.ivBytes(Guest.string(a[0])));
        put(
                functions,
                "keySealBefore",
                (realm, a) -> Bytes.buffer(
                        realm, SealedKeys.before(is(a[0]), Guest.string(a[1]), bytes(a[2]), bytes(a[3]), bytes(a[4]))));
        put(functions, "keyEc", (_, a) -> handle(AsymmetricKey.ec(Guest.string(a[0]))));
        put(functions, "keyEdwards", (_, a) -> handle(AsymmetricKey.edwards(Guest.string(a[0]))));
        put(functions, "keyRead", (_, a) -> handle(read(Guest.string(a[0]), bytes(a[1]), bytes(a[2]))));
        put(functions, "keyOfNumbers", (_, a) -> handle(AsymmetricKey.rsa(numbers(a[0]))));
        put(functions, "keyOfPoint", (_, a) -> {
            var n = numbers(a[1]);
            return handle(AsymmetricKey.ec(
                    Guest.string(a[0]), new ECPoint(n.get(0), n.get(1)), n.size() > 2 ? n.get(2) : null));
        });
        put(functions, "keyOfRawPoint", (_, a) -> handle(AsymmetricKey.ecRaw(Guest.string(a[0]), bytes(a[1]))));
        put(
                functions,
                "keyOfEdwards",
                (_, a) -> handle(AsymmetricKey.edwards(Guest.string(a[0]), bytes(a[1]), is(a[2]))));
        put(functions, "keyPublic", (_, a) -> handle(key(a[0]).publicOnly()));
        put(functions, "keyType", (_, a) -> Guest.text(key(a[0]).type()));
        put(functions, "keyCurve", (_, a) -> Guest.text(key(a[0]).curveName()));
        put(
                functions,
                "keyWrite",
                (realm, a) -> Bytes.buffer(realm, key(a[0]).encoded(ENCODINGS.get(Guest.integer(a[1])))));
        put(functions, "keyRaw", (realm, a) -> Bytes.buffer(realm, key(a[0]).raw(is(a[1]))));
        put(
                functions,
                "keyNumbers",
                (realm, a) -> Guest.array(
                        realm,
                        key(a[0]).numbers().stream()
                                .map(number -> Bytes.buffer(realm, CryptoFunctions.unsigned(number)))
                                .toArray()));
        put(
                functions,
                "keyCoordinates",
                (realm, a) -> Guest.array(
                        realm,
                        key(a[0]).coordinates().stream()
                                .map(part -> Bytes.buffer(realm, part))
                                .toArray()));
        put(functions, "sign", (realm, a) -> Bytes.buffer(realm, Signatures.sign(key(a[0]), way(a), bytes(a[5]))));
        put(functions, "verify", (_, a) -> Signatures.verify(key(a[0]), way(a), bytes(a[5]), bytes(a[6])));
        put(
                functions,
                "rsaCrypt",
                (realm, a) -> Bytes.buffer(
                        realm,
                        Signatures.crypt(
                                key(a[0]),
                                is(a[1]),
                                is(a[2]),
                                bytes(a[3]),
                                Guest.integer(a[4]),
                                Guest.string(a[5]),
                                bytes(a[6]))));
        put(functions, "agree", (realm, a) -> Bytes.buffer(realm, Signatures.agree(key(a[0]), key(a[1]))));
    }

    private static void put(Map<String, HostFunction> functions, String name, Call call) {
        functions.put(name, (realm, arguments) -> {
            try {
                return call.run(realm, arguments);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return Guest.text(String.valueOf(e.getMessage()));
            }
        });
    }

    private static AsymmetricKey read(String kind, byte[] der, byte[] passphrase) throws GeneralSecurityException {
        return switch (kind) {
            case "PUBLIC KEY" -> AsymmetricKey.spki(der);
            case "RSA PUBLIC KEY" -> AsymmetricKey.pkcs1Public(der);
            case "PRIVATE KEY" -> AsymmetricKey.pkcs8(der);
            case "RSA PRIVATE KEY" -> AsymmetricKey.pkcs1Private(der);
            case "EC PRIVATE KEY" -> AsymmetricKey.sec1(der);
            case "DSA PRIVATE KEY" -> AsymmetricKey.dsaPrivate(der);
            case "CERTIFICATE" -> AsymmetricKey.certificate(der);
            case "ENCRYPTED PRIVATE KEY" -> AsymmetricKey.encrypted(der, passphrase);
            default -> throw new GeneralSecurityException("unsupported");
        };
    }

    /// The two hashes and the salt that a key is for, if it is for them alone.
    private static Object pss(JSRealm realm, AsymmetricKey key) {
        var way = key.pss();
        if (way == null) return Undefined.instance;
        var mask = way.getMGFParameters() instanceof MGF1ParameterSpec mgf ? mgf.getDigestAlgorithm() : "SHA-1";
        return Guest.array(
                realm,
                Guest.text(Digests.name(way.getDigestAlgorithm())),
                Guest.text(Digests.name(mask)),
                way.getSaltLength());
    }

    private static @Nullable String text(Object value) {
        return JSRuntime.isNullOrUndefined(value) ? null : Guest.string(value);
    }

    private static BigInteger number(Object bytes) {
        return new BigInteger(1, bytes(bytes));
    }

    private static Signatures.Way way(Object[] a) {
        return new Signatures.Way(Guest.string(a[1]), Guest.integer(a[2]), Guest.integer(a[3]), is(a[4]));
    }

    private static boolean is(Object value) {
        return JSRuntime.toBoolean(value);
    }

    private static byte[] bytes(Object value) {
        return JSRuntime.isNullOrUndefined(value)
                ? new byte[0]
                : Bytes.of(value).copy();
    }

    private static List<BigInteger> numbers(Object array) {
        var list = (JSDynamicObject) array;
        List<BigInteger> numbers = new ArrayList<>();
        int count = Guest.integer(Guest.member(list, "length"));
        for (int i = 0; i < count; i++) numbers.add(new BigInteger(1, bytes(JSObject.get(list, i))));
        return numbers;
    }

    private static HostHandle handle(AsymmetricKey key) {
        return new HostHandle(key);
    }

    private static AsymmetricKey key(@Nullable Object handle) {
        if (handle instanceof HostHandle(AsymmetricKey key)) return key;
        throw new IllegalArgumentException("not a key");
    }
}
