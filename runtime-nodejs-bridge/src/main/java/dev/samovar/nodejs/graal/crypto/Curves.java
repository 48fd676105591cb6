package dev.samovar.nodejs.graal.crypto;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidKeySpecException;

/// Elliptic curves by their names, and the arithmetic on them that the JDK keeps to itself.
final class Curves {
    private Curves() {}

    static String jdkName(String name) throws InvalidKeySpecException {
        return switch (name) {
            case "prime256v1", "P-256", "secp256r1" -> "secp256r1";
            case "secp384r1", "P-384" -> "secp384r1";
            case "secp521r1", "P-521" -> "secp521r1";
            default -> throw new InvalidKeySpecException("Invalid EC curve name");
        };
    }

    /// OpenSSL's name.
    static String name(ECParameterSpec curve) {
        return switch (curve.getCurve().getField().getFieldSize()) {
            case 256 -> "prime256v1";
            case 384 -> "secp384r1";
            default -> "secp521r1";
        };
    }

    static int bytes(ECParameterSpec curve) {
        return (curve.getCurve().getField().getFieldSize() + 7) / 8;
    }

    /// A number in so many bytes.
    static byte[] fixed(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var result = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, result, length - count, count);
        return result;
    }

    static boolean contains(ECParameterSpec spec, ECPoint point) {
        var p = prime(spec);
        var x = point.getAffineX();
        var y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) return false;
        var right = x.pow(3)
                .add(spec.getCurve().getA().multiply(x))
                .add(spec.getCurve().getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    /// One of the two points with a coordinate. The primes of these curves leave 3 of 4, which makes roots
    /// simple.
    static ECPoint point(ECParameterSpec spec, BigInteger x, boolean odd) {
        var p = prime(spec);
        var square = x.pow(3)
                .add(spec.getCurve().getA().multiply(x))
                .add(spec.getCurve().getB())
                .mod(p);
        var y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        return new ECPoint(x, y.testBit(0) == odd ? y : p.subtract(y));
    }

    /// The generator so many times: the public key of a private one that came without it. Montgomery's
    /// ladder, so that every bit costs the same steps.
    static ECPoint times(ECParameterSpec spec, BigInteger number) {
        ECPoint low = ECPoint.POINT_INFINITY;
        ECPoint high = spec.getGenerator();
        for (int bit = spec.getOrder().bitLength() - 1; bit >= 0; bit--) {
            var sum = plus(spec, low, high);
            if (number.testBit(bit)) {
                low = sum;
                high = plus(spec, high, high);
            } else {
                high = sum;
                low = plus(spec, low, low);
            }
        }
        return low;
    }

    private static ECPoint plus(ECParameterSpec spec, ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) return b;
        if (b.equals(ECPoint.POINT_INFINITY)) return a;
        var p = prime(spec);
        BigInteger slope;
        if (a.getAffineX().equals(b.getAffineX())) {
            if (!a.getAffineY().equals(b.getAffineY()) || a.getAffineY().signum() == 0) return ECPoint.POINT_INFINITY;
            var top = a.getAffineX()
                    .pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(spec.getCurve().getA());
            slope = top.multiply(a.getAffineY().shiftLeft(1).modInverse(p)).mod(p);
        } else {
            var across = b.getAffineX().subtract(a.getAffineX());
            slope = b.getAffineY()
                    .subtract(a.getAffineY())
                    .multiply(across.mod(p).modInverse(p))
                    .mod(p);
        }
        var x = slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
        return new ECPoint(
                x,
                slope.multiply(a.getAffineX().subtract(x))
                        .subtract(a.getAffineY())
                        .mod(p));
    }

    private static BigInteger prime(ECParameterSpec spec) {
        return ((ECFieldFp) spec.getCurve().getField()).getP();
    }
}
