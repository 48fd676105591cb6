package dev.samovar.nodejs.graal.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameterGenerator;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.DSAGenParameterSpec;
import java.security.spec.DSAParameterSpec;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// A public key, and the private one that belongs to it if it is known.
///
/// @param type Node's name of its kind: `rsa`, `rsa-pss`, `ec`, `dsa`, `dh`, `ed25519`, `x25519`, `ed448`, `x448`
public record AsymmetricKey(
        String type, PublicKey publicKey, @Nullable PrivateKey privateKey) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] RSA_ALGORITHM = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_OID = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final byte[] DSA_OID = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x38, 4, 1};
    private static final byte[] ZERO = {Der.INTEGER, 1, 0};
    private static final byte[] ONE = {Der.INTEGER, 1, 1};

    /// Node's kinds by the object identifiers of their algorithms, in hexadecimal.
    private static final Map<String, String> TYPES = Map.of(
            "2a864886f70d010101", "rsa",
            "2a864886f70d01010a", "rsa-pss",
            "2a8648ce3d0201", "ec",
            "2a8648ce380401", "dsa",
            "2a864886f70d010301", "dh",
            "2b656e", "x25519",
            "2b656f", "x448",
            "2b6570", "ed25519",
            "2b6571", "ed448");

    /// How keys are encoded, by Node's numbers.
    public enum Encoding {
        PKCS1,
        PKCS8,
        SPKI,
        SEC1
    }

    // --- made

    /// A new RSA key.
    public static AsymmetricKey rsa(int bits, long exponent) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        return of("rsa", generator.generateKeyPair());
    }

    /// A new RSA key for PSS, which may be for one way of it alone.
    public static AsymmetricKey rsaPss(int bits, long exponent, @Nullable PSSParameterSpec way)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSASSA-PSS");
        generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent), way));
        return of("rsa-pss", generator.generateKeyPair());
    }

    /// A new DSA key.
    ///
    /// @param divisorBits how long the divisor is; negative for what fits
    public static AsymmetricKey dsa(int bits, int divisorBits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("DSA");
        if (divisorBits < 0) generator.initialize(bits);
        else {
            var parameters = AlgorithmParameterGenerator.getInstance("DSA");
            parameters.init(new DSAGenParameterSpec(bits, divisorBits));
            generator.initialize(parameters.generateParameters().getParameterSpec(DSAParameterSpec.class));
        }
        return of("dsa", generator.generateKeyPair());
    }

    /// A new key for Diffie and Hellman's exchange.
    public static AsymmetricKey dh(BigInteger prime, BigInteger generator) throws GeneralSecurityException {
        var limit = prime.subtract(BigInteger.TWO);
        BigInteger number;
        do number = new BigInteger(prime.bitLength() - 1, RANDOM);
        while (number.signum() == 0 || number.compareTo(limit) > 0);
        var factory = factory("dh");
        return new AsymmetricKey(
                "dh",
                factory.generatePublic(new DHPublicKeySpec(generator.modPow(number, prime), prime, generator)),
                factory.generatePrivate(new DHPrivateKeySpec(number, prime, generator)));
    }

    /// A new key on a curve that OpenSSL or the web names.
    public static AsymmetricKey ec(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(Curves.jdkName(curve)));
        return of("ec", generator.generateKeyPair());
    }

    /// A new key of one of the Edwards kinds.
    public static AsymmetricKey edwards(String type) throws GeneralSecurityException {
        return of(type, KeyPairGenerator.getInstance(jdkAlgorithm(type)).generateKeyPair());
    }

    private static AsymmetricKey of(String type, KeyPair pair) {
        return new AsymmetricKey(type, pair.getPublic(), pair.getPrivate());
    }

    private static String jdkAlgorithm(String type) {
        return switch (type) {
            case "rsa" -> "RSA";
            case "rsa-pss" -> "RSASSA-PSS";
            case "ec" -> "EC";
            case "dsa" -> "DSA";
            case "dh" -> "DH";
            case "ed25519" -> "Ed25519";
            case "ed448" -> "Ed448";
            case "x25519" -> "X25519";
            default -> "X448";
        };
    }

    // --- read

    /// A public key in DER.
    public static AsymmetricKey spki(byte[] der) throws GeneralSecurityException {
        var outer = single(der).elements();
        var type = type(outer.getFirst());
        return new AsymmetricKey(type, factory(type).generatePublic(new X509EncodedKeySpec(der)), null);
    }

    /// An RSA public key as PKCS#1 has it.
    public static AsymmetricKey pkcs1Public(byte[] der) throws GeneralSecurityException {
        return spki(Der.write(Der.SEQUENCE, RSA_ALGORITHM, Der.write(Der.BITS, new byte[1], der)));
    }

    /// An RSA private key as PKCS#1 has it.
    public static AsymmetricKey pkcs1Private(byte[] der) throws GeneralSecurityException {
        return pkcs8(Der.write(Der.SEQUENCE, ZERO, RSA_ALGORITHM, Der.write(Der.OCTETS, der)));
    }

    /// A private key on a curve, as SEC 1 has it.
    public static AsymmetricKey sec1(byte[] der) throws GeneralSecurityException {
        for (var element : single(der).elements())
            if (element.tag() == 0xa0)
                return pkcs8(Der.write(
                        Der.SEQUENCE,
                        ZERO,
                        Der.write(Der.SEQUENCE, EC_OID, element.content()),
                        Der.write(Der.OCTETS, der)));
        throw new InvalidKeySpecException("the curve is not named");
    }

    /// A DSA private key, as OpenSSL had it before PKCS#8.
    public static AsymmetricKey dsaPrivate(byte[] der) throws GeneralSecurityException {
        var numbers = single(der).elements();
        var group = Der.write(
                Der.SEQUENCE,
                numbers.get(1).encoded(),
                numbers.get(2).encoded(),
                numbers.get(3).encoded());
        return pkcs8(Der.write(
                Der.SEQUENCE,
                ZERO,
                Der.write(Der.SEQUENCE, DSA_OID, group),
                Der.write(Der.OCTETS, numbers.get(5).encoded())));
    }

    /// The key of a certificate.
    public static AsymmetricKey certificate(byte[] der) throws GeneralSecurityException {
        var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return spki(certificate.getPublicKey().getEncoded());
    }

    /// A private key in DER that a passphrase encrypts.
    public static AsymmetricKey encrypted(byte[] der, byte[] passphrase) throws GeneralSecurityException {
        var opened = SealedKeys.open(der, passphrase);
        if (opened != null) return pkcs8(opened);
        try {
            var sealed = new EncryptedPrivateKeyInfo(der);
            var characters = new char[passphrase.length];
            for (int i = 0; i < characters.length; i++) characters[i] = (char) (passphrase[i] & 0xff);
            var parameters = sealed.getAlgParameters();
            var name = sealed.getAlgName().equals("PBES2") ? parameters.toString() : sealed.getAlgName();
            var secret = SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(characters));
            var cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
            return pkcs8(sealed.getKeySpec(cipher).getEncoded());
        } catch (IOException e) {
            throw new InvalidKeySpecException(e);
        }
    }

    /// A private key in DER.
    public static AsymmetricKey pkcs8(byte[] der) throws GeneralSecurityException {
        var outer = single(der).elements();
        var type = type(outer.get(1));
        var key = factory(type).generatePrivate(new PKCS8EncodedKeySpec(der));
        return new AsymmetricKey(type, publicOf(type, key, outer.get(2).content()), key);
    }

    /// An RSA key of its numbers: modulus and exponent, and for a private one its exponent, primes, exponents
    /// and coefficient.
    public static AsymmetricKey rsa(List<BigInteger> n) throws GeneralSecurityException {
        var factory = factory("rsa");
        return new AsymmetricKey(
                "rsa",
                factory.generatePublic(new RSAPublicKeySpec(n.get(0), n.get(1))),
                n.size() < 8
                        ? null
                        : factory.generatePrivate(new RSAPrivateCrtKeySpec(
                                n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7))));
    }

    /// A key of its point, and for a private one its number.
    public static AsymmetricKey ec(String curve, ECPoint point, @Nullable BigInteger number)
            throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(Curves.jdkName(curve)));
        var spec = parameters.getParameterSpec(ECParameterSpec.class);
        if (!Curves.contains(spec, point)) throw new InvalidKeySpecException("the point is not on the curve");
        var factory = factory("ec");
        return new AsymmetricKey(
                "ec",
                factory.generatePublic(new ECPublicKeySpec(point, spec)),
                number == null ? null : factory.generatePrivate(new ECPrivateKeySpec(number, spec)));
    }

    /// A key of its point as bytes: both coordinates, or one and which of two points it is.
    public static AsymmetricKey ecRaw(String curve, byte[] point) throws GeneralSecurityException {
        if (point.length < 3) throw new InvalidKeySpecException("not a point");
        if (point[0] == 2 || point[0] == 3) {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(Curves.jdkName(curve)));
            var x = new BigInteger(1, point, 1, point.length - 1);
            var spec = parameters.getParameterSpec(ECParameterSpec.class);
            return ec(curve, Curves.point(spec, x, point[0] == 3), null);
        }
        if (point[0] != 4 && point[0] != 6 && point[0] != 7) throw new InvalidKeySpecException("not a point");
        int half = point.length / 2;
        return ec(
                curve, new ECPoint(new BigInteger(1, point, 1, half), new BigInteger(1, point, 1 + half, half)), null);
    }

    /// A key of one of the Edwards kinds, of its bytes.
    public static AsymmetricKey edwards(String type, byte[] bytes, boolean isPrivate) throws GeneralSecurityException {
        byte oid = (byte)
                switch (type) {
                    case "x25519" -> 0x6e;
                    case "x448" -> 0x6f;
                    case "ed25519" -> 0x70;
                    default -> 0x71;
                };
        byte[] algorithm = {0x30, 5, 6, 3, 0x2b, 0x65, oid};
        return isPrivate
                ? pkcs8(Der.write(Der.SEQUENCE, ZERO, algorithm, Der.write(Der.OCTETS, Der.write(Der.OCTETS, bytes))))
                : spki(Der.write(Der.SEQUENCE, algorithm, Der.write(Der.BITS, new byte[1], bytes)));
    }

    private static Der.Element single(byte[] der) throws InvalidKeySpecException {
        var elements = Der.read(der);
        if (elements.isEmpty() || elements.getFirst().tag() != Der.SEQUENCE)
            throw new InvalidKeySpecException("not a key");
        return elements.getFirst();
    }

    private static String type(Der.Element algorithm) throws InvalidKeySpecException {
        var id = HexFormat.of().formatHex(algorithm.elements().getFirst().content());
        var type = TYPES.get(id);
        if (type == null) throw new InvalidKeySpecException("an algorithm that is not known: " + id);
        return type;
    }

    private static KeyFactory factory(String type) throws GeneralSecurityException {
        return KeyFactory.getInstance(jdkAlgorithm(type));
    }

    private static PublicKey publicOf(String type, PrivateKey key, byte[] inner) throws GeneralSecurityException {
        return switch (key) {
            case RSAPrivateCrtKey rsa ->
                factory(type)
                        .generatePublic(new RSAPublicKeySpec(
                                rsa.getModulus(), rsa.getPublicExponent(), ((RSAKey) rsa).getParams()));
            case ECPrivateKey ec ->
                factory("ec")
                        .generatePublic(new ECPublicKeySpec(Curves.times(ec.getParams(), ec.getS()), ec.getParams()));
            case DSAPrivateKey dsa -> {
                var group = dsa.getParams();
                yield factory("dsa")
                        .generatePublic(new DSAPublicKeySpec(
                                group.getG().modPow(dsa.getX(), group.getP()),
                                group.getP(),
                                group.getQ(),
                                group.getG()));
            }
            case DHPrivateKey dh -> {
                var group = dh.getParams();
                yield factory("dh")
                        .generatePublic(new DHPublicKeySpec(
                                group.getG().modPow(dh.getX(), group.getP()), group.getP(), group.getG()));
            }
            default -> edwardsPublic(type, Der.read(inner).getFirst().content());
        };
    }

    /// The generator makes the key that its random bytes say.
    private static PublicKey edwardsPublic(String type, byte[] seed) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(jdkAlgorithm(type));
        generator.initialize(new NamedParameterSpec(jdkAlgorithm(type)), new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
            }
        });
        return generator.generateKeyPair().getPublic();
    }

    // --- written

    /// The key alone that everybody may know.
    public AsymmetricKey publicOnly() {
        return new AsymmetricKey(type, publicKey, null);
    }

    /// The private key.
    ///
    /// @throws InvalidKeySpecException if it is not known
    public PrivateKey secret() throws InvalidKeySpecException {
        if (privateKey == null) throw new InvalidKeySpecException("not a private key");
        return privateKey;
    }

    /// In DER.
    public byte[] encoded(Encoding encoding) throws GeneralSecurityException {
        return switch (encoding) {
            case SPKI -> publicKey.getEncoded();
            case PKCS8 -> type.equals("ec") ? wrappedSec1() : secret().getEncoded();
            case SEC1 -> sec1(true);
            case PKCS1 ->
                privateKey == null
                        ? Arrays.copyOfRange(bits(), 1, bits().length)
                        : Der.read(privateKey.getEncoded())
                                .getFirst()
                                .elements()
                                .get(2)
                                .content();
        };
    }

    private byte[] bits() throws InvalidKeySpecException {
        return Der.read(publicKey.getEncoded()).getFirst().elements().get(1).content();
    }

    private byte[] curve() throws InvalidKeySpecException {
        return Der.read(publicKey.getEncoded())
                .getFirst()
                .elements()
                .getFirst()
                .elements()
                .get(1)
                .encoded();
    }

    private byte[] sec1(boolean named) throws GeneralSecurityException {
        var ec = (ECPrivateKey) secret();
        return Der.write(
                Der.SEQUENCE,
                ONE,
                Der.write(Der.OCTETS, Curves.fixed(ec.getS(), Curves.bytes(ec.getParams()))),
                named ? Der.write(0xa0, curve()) : new byte[0],
                Der.write(0xa1, Der.write(Der.BITS, bits())));
    }

    private byte[] wrappedSec1() throws GeneralSecurityException {
        return Der.write(
                Der.SEQUENCE, ZERO, Der.write(Der.SEQUENCE, EC_OID, curve()), Der.write(Der.OCTETS, sec1(false)));
    }

    /// The bytes of the key itself: a point, or the two kinds of bytes of an Edwards key.
    public byte[] raw(boolean isPrivate) throws GeneralSecurityException {
        if (!isPrivate) return Arrays.copyOfRange(bits(), 1, bits().length);
        var wrapped =
                Der.read(secret().getEncoded()).getFirst().elements().get(2).content();
        return Der.read(wrapped).getFirst().content();
    }

    /// The numbers that an RSA key is, in the order that [#rsa] takes them.
    public List<BigInteger> numbers() {
        if (privateKey instanceof RSAPrivateCrtKey rsa)
            return List.of(
                    rsa.getModulus(),
                    rsa.getPublicExponent(),
                    rsa.getPrivateExponent(),
                    rsa.getPrimeP(),
                    rsa.getPrimeQ(),
                    rsa.getPrimeExponentP(),
                    rsa.getPrimeExponentQ(),
                    rsa.getCrtCoefficient());
        var rsa = (RSAPublicKey) publicKey;
        return List.of(rsa.getModulus(), rsa.getPublicExponent());
    }

    /// The coordinates of a point, and the number of a private key, each as long as the curve's.
    public List<byte[]> coordinates() {
        var ec = (ECPublicKey) publicKey;
        int length = Curves.bytes(ec.getParams());
        var x = Curves.fixed(ec.getW().getAffineX(), length);
        var y = Curves.fixed(ec.getW().getAffineY(), length);
        return privateKey instanceof ECPrivateKey secret
                ? List.of(x, y, Curves.fixed(secret.getS(), length))
                : List.of(x, y);
    }

    /// The way of PSS that an RSA key is for alone, if it is; null otherwise.
    public @Nullable PSSParameterSpec pss() {
        return publicKey instanceof RSAKey rsa && rsa.getParams() instanceof PSSParameterSpec way ? way : null;
    }

    /// How many bits the prime and the divisor of a DSA key have.
    public List<Integer> dsaBits() {
        var group = ((DSAPublicKey) publicKey).getParams();
        return List.of(group.getP().bitLength(), group.getQ().bitLength());
    }

    /// OpenSSL's name of its curve; empty if it is on none.
    public String curveName() {
        return publicKey instanceof ECPublicKey ec ? Curves.name(ec.getParams()) : "";
    }

    static SecureRandom random() {
        return RANDOM;
    }
}
