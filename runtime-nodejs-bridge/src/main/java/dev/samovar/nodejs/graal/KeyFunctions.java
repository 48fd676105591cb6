package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import dev.samovar.nodejs.graal.crypto.AsymmetricKey;
import dev.samovar.nodejs.graal.crypto.Signatures;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECPoint;
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
                (_, a) -> handle(AsymmetricKey.rsa(is(a[0]), Guest.integer(a[1]), (long) JSRuntime.toDouble(a[2]))));
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
                                .map(number -> Bytes.buffer(realm, unsigned(number)))
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
            case "CERTIFICATE" -> AsymmetricKey.certificate(der);
            case "ENCRYPTED PRIVATE KEY" -> AsymmetricKey.encrypted(der, passphrase);
            default -> throw new GeneralSecurityException("unsupported");
        };
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

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static HostHandle handle(AsymmetricKey key) {
        return new HostHandle(key);
    }

    private static AsymmetricKey key(@Nullable Object handle) {
        if (handle instanceof HostHandle(AsymmetricKey key)) return key;
        throw new IllegalArgumentException("not a key");
    }
}
