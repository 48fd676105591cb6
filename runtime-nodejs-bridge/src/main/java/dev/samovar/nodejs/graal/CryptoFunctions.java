package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.nodejs.graal.crypto.Ciphers;
import dev.samovar.nodejs.graal.crypto.Digests;
import dev.samovar.nodejs.graal.crypto.KeyDerivation;
import dev.samovar.nodejs.graal.crypto.Primes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// What `crypto` does beyond JavaScript.
final class CryptoFunctions {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CryptoFunctions() {}

    static void addTo(Map<String, HostFunction> functions) {
        functions.put("hashNames", (realm, _) -> texts(realm, Digests.names()));
        functions.put("cipherNames", (realm, _) -> texts(realm, Ciphers.names()));
        functions.put("hash", (_, a) -> orUndefined(Digests.digest(Guest.string(a[0]))));
        functions.put("hashCopy", (_, a) -> {
            try {
                return new HostHandle(((MessageDigest) value(a[0])).clone());
            } catch (CloneNotSupportedException e) {
                return Undefined.instance;
            }
        });
        functions.put("hashUpdate", (_, a) -> {
            var bytes = Bytes.of(a[1]);
            ((MessageDigest) value(a[0])).update(bytes.array(), bytes.from(), bytes.length());
            return Undefined.instance;
        });
        functions.put("hashDigest", (realm, a) -> Bytes.buffer(realm, ((MessageDigest) value(a[0])).digest()));
        functions.put(
                "mac",
                (_, a) -> orUndefined(
                        Digests.mac(Guest.string(a[0]), Bytes.of(a[1]).copy())));
        functions.put("macUpdate", (_, a) -> {
            var bytes = Bytes.of(a[1]);
            ((Mac) value(a[0])).update(bytes.array(), bytes.from(), bytes.length());
            return Undefined.instance;
        });
        functions.put("macDigest", (realm, a) -> Bytes.buffer(realm, ((Mac) value(a[0])).doFinal()));
        functions.put("randomFill", (_, a) -> {
            var part = Bytes.of(a[0]).slice(Guest.integer(a[1]), Guest.integer(a[1]) + Guest.integer(a[2]));
            var fresh = new byte[part.length()];
            RANDOM.nextBytes(fresh);
            System.arraycopy(fresh, 0, part.array(), part.from(), fresh.length);
            part.written();
            return Undefined.instance;
        });
        functions.put(
                "sameBytes",
                (_, a) -> MessageDigest.isEqual(
                        Bytes.of(a[0]).copy(), Bytes.of(a[1]).copy()));
        functions.put("pbkdf2", (realm, a) -> {
            var mac = Digests.mac(Guest.string(a[4]), Bytes.of(a[0]).copy());
            return mac == null
                    ? Undefined.instance
                    : Bytes.buffer(
                            realm,
                            KeyDerivation.pbkdf2(mac, Bytes.of(a[1]).copy(), Guest.integer(a[2]), Guest.integer(a[3])));
        });
        functions.put(
                "scrypt",
                (realm, a) -> Bytes.buffer(
                        realm,
                        KeyDerivation.scrypt(
                                mac("sha256", Bytes.of(a[0]).copy()),
                                Bytes.of(a[1]).copy(),
                                Guest.integer(a[2]),
                                Guest.integer(a[3]),
                                Guest.integer(a[4]),
                                Guest.integer(a[5]))));
        functions.put("hkdf", (realm, a) -> {
            var name = Guest.string(a[0]);
            return Bytes.buffer(
                    realm,
                    KeyDerivation.hkdf(
                            mac(name, Bytes.of(a[2]).copy()),
                            key -> mac(name, key),
                            Bytes.of(a[1]).copy(),
                            Bytes.of(a[3]).copy(),
                            Guest.integer(a[4])));
        });
        addCiphers(functions);
        addNumbers(functions);
    }

    private static void addNumbers(Map<String, HostFunction> functions) {
        functions.put(
                "modPow",
                (realm, a) -> Bytes.buffer(realm, unsigned(number(a[0]).modPow(number(a[1]), number(a[2])))));
        functions.put("isPrime", (_, a) -> Primes.isPrime(number(a[0])));
        functions.put(
                "randomPrime",
                (realm, a) -> Bytes.buffer(
                        realm,
                        unsigned(Primes.random(
                                Guest.integer(a[0]),
                                JSRuntime.toBoolean(a[1]),
                                JSRuntime.isNullOrUndefined(a[2]) ? BigInteger.ZERO : number(a[2]),
                                JSRuntime.isNullOrUndefined(a[3]) ? null : number(a[3])))));
        functions.put("groupPrime", (realm, a) -> {
            var prime = Primes.ofGroup(Guest.string(a[0]));
            return prime == null ? Undefined.instance : Bytes.buffer(realm, unsigned(prime));
        });
    }

    private static BigInteger number(Object bytes) {
        return new BigInteger(1, Bytes.of(bytes).copy());
    }

    static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static void addCiphers(Map<String, HostFunction> functions) {
        functions.put("cipherKind", (realm, a) -> {
            var kind = Ciphers.kind(Guest.string(a[0]));
            if (kind == null) return Undefined.instance;
            return Guest.array(
                    realm,
                    Guest.text(kind.name()),
                    Guest.text(kind.mode()),
                    kind.keyBytes(),
                    kind.ivBytes(),
                    kind.blockBytes(),
                    kind.authenticates());
        });
        functions.put("cipher", (_, a) -> {
            var kind = Ciphers.kind(Guest.string(a[0]));
            if (kind == null) return Undefined.instance;
            return done(() -> new HostHandle(Ciphers.begun(
                    kind,
                    JSRuntime.toBoolean(a[1]),
                    JSRuntime.toBoolean(a[2]),
                    Bytes.of(a[3]).copy(),
                    Bytes.of(a[4]).copy(),
                    Guest.integer(a[5]))));
        });
        functions.put(
                "cipherAad",
                (realm, a) -> done(() -> {
                    ((Cipher) value(a[0])).updateAAD(Bytes.of(a[1]).copy());
                    return true;
                }));
        functions.put(
                "cipherUpdate",
                (realm, a) -> done(() -> {
                    var bytes = Bytes.of(a[1]);
                    var out = ((Cipher) value(a[0])).update(bytes.array(), bytes.from(), bytes.length());
                    return Bytes.buffer(realm, out == null ? new byte[0] : out);
                }));
        functions.put("cipherFinal", (realm, a) -> done(() -> Bytes.buffer(realm, ((Cipher) value(a[0])).doFinal())));
    }

    @FunctionalInterface
    private interface Step {
        Object run() throws GeneralSecurityException;
    }

    /// Does a step; what the provider refuses is told as a text.
    private static Object done(Step step) {
        try {
            return step.run();
        } catch (GeneralSecurityException e) {
            return Guest.text(String.valueOf(e.getMessage()));
        }
    }

    private static Mac mac(String name, byte[] key) {
        var mac = Digests.mac(name, key);
        if (mac == null) throw new IllegalArgumentException("there is no hash " + name);
        return mac;
    }

    private static Object value(Object handle) {
        return ((HostHandle) handle).value();
    }

    private static Object orUndefined(@Nullable Object value) {
        return value == null ? Undefined.instance : new HostHandle(value);
    }

    private static Object texts(JSRealm realm, List<String> names) {
        var texts = new ArrayList<Object>();
        for (var name : names) texts.add(Guest.text(name));
        return Guest.array(realm, texts.toArray());
    }
}
