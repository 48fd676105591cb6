package dev.samovar.nodejs.graal.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Prime numbers: found by chance, and those that groups for Diffie and Hellman's exchange are known by.
public final class Primes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CERTAINTY = 100;
    private static final int SMALL = 1 << 16;
    private static final int WINDOW = 1 << 16;

    /// Of RFC 2409 and RFC 3526: how many bits, and the number that the digits of pi are moved by.
    private static final Map<String, int[]> GROUPS = Map.of(
            "modp1", new int[] {768, 149686},
            "modp2", new int[] {1024, 129093},
            "modp5", new int[] {1536, 741804},
            "modp14", new int[] {2048, 124476},
            "modp15", new int[] {3072, 1690314},
            "modp16", new int[] {4096, 240904},
            "modp17", new int[] {6144, 929484},
            "modp18", new int[] {8192, 4743158});

    private Primes() {}

    /// The prime of a group, whose generator is 2; null if there is no group of the name.
    public static @Nullable BigInteger ofGroup(String name) {
        var group = GROUPS.get(name);
        if (group == null) return null;
        int bits = group[0];
        var digits = pi(bits - 130).add(BigInteger.valueOf(group[1]));
        return power(bits).subtract(power(bits - 64)).subtract(BigInteger.ONE).add(digits.shiftLeft(64));
    }

    private static BigInteger power(int bits) {
        return BigInteger.ONE.shiftLeft(bits);
    }

    /// Pi with so many binary places, after Machin.
    private static BigInteger pi(int places) {
        int more = places + 64;
        var quarter = arcTangent(5, more).shiftLeft(2).subtract(arcTangent(239, more));
        return quarter.shiftLeft(2).shiftRight(64);
    }

    private static BigInteger arcTangent(int inverse, int places) {
        var square = BigInteger.valueOf((long) inverse * inverse);
        var term = power(places).divide(BigInteger.valueOf(inverse));
        var sum = term;
        for (int n = 3; term.signum() != 0; n += 2) {
            term = term.divide(square).negate();
            sum = sum.add(term.divide(BigInteger.valueOf(n)));
        }
        return sum;
    }

    /// A prime of exactly so many bits, whose two highest are set.
    ///
    /// @param safe whether half of it must be prime too
    /// @param add what it leaves the rest when divided by; 0 for anything
    /// @param rest what is left; null for 1, or for a safe one 3
    public static BigInteger random(int bits, boolean safe, BigInteger add, @Nullable BigInteger rest) {
        var step = add.signum() == 0 ? BigInteger.TWO : add;
        var left = rest != null
                ? rest
                : add.signum() == 0 ? BigInteger.ONE : safe ? BigInteger.valueOf(3) : BigInteger.ONE;
        var two = bits > 1 ? power(bits - 1).add(power(bits - 2)) : BigInteger.ONE;
        while (true) {
            var first = new BigInteger(bits, RANDOM).or(two);
            if (safe && add.signum() == 0) first = first.setBit(0).setBit(1);
            else first = first.subtract(first.mod(step)).add(left);
            var width = safe && add.signum() == 0 ? BigInteger.valueOf(4) : step;
            var found = among(first, width, bits, safe);
            if (found != null) return found;
        }
    }

    /// The first prime of some numbers at equal distances. Those that small primes divide fall at little cost.
    private static @Nullable BigInteger among(BigInteger first, BigInteger step, int bits, boolean safe) {
        var sieve = bits < 64 ? new BitSet() : sieve(first, step, safe);
        for (int i = sieve.nextClearBit(0); i < WINDOW; i = sieve.nextClearBit(i + 1)) {
            var candidate = first.add(step.multiply(BigInteger.valueOf(i)));
            if (candidate.bitLength() != bits) return null;
            var half = candidate.shiftRight(1);
            if ((safe && !seemsPrime(half)) || !seemsPrime(candidate)) continue;
            if (candidate.isProbablePrime(CERTAINTY) && (!safe || half.isProbablePrime(CERTAINTY))) return candidate;
        }
        return null;
    }

    private static boolean seemsPrime(BigInteger number) {
        return number.bitLength() < 64
                || BigInteger.TWO
                        .modPow(number.subtract(BigInteger.ONE), number)
                        .equals(BigInteger.ONE);
    }

    /// Which of the numbers a small prime divides, or half of which if they are to be safe.
    private static BitSet sieve(BigInteger first, BigInteger step, boolean safe) {
        var divided = new BitSet(WINDOW);
        for (int prime : Small.PRIMES) {
            int width = step.mod(BigInteger.valueOf(prime)).intValue();
            if (width == 0) continue;
            long inverse = BigInteger.valueOf(width)
                    .modInverse(BigInteger.valueOf(prime))
                    .longValue();
            int rest = first.mod(BigInteger.valueOf(prime)).intValue();
            for (int sought = 0; sought <= (safe ? 1 : 0); sought++) {
                int at = (int) (Math.floorMod(sought - rest, prime) * inverse % prime);
                for (; at < WINDOW; at += prime) divided.set(at);
            }
        }
        return divided;
    }

    /// The odd primes below a limit, found when they are first needed.
    private static final class Small {
        static final int[] PRIMES = found();

        private static int[] found() {
            var composite = new BitSet(SMALL);
            for (int i = 2; i * i < SMALL; i++)
                if (!composite.get(i)) for (int at = i * i; at < SMALL; at += i) composite.set(at);
            return IntStream.range(3, SMALL).filter(i -> !composite.get(i)).toArray();
        }
    }

    public static boolean isPrime(BigInteger number) {
        return number.isProbablePrime(CERTAINTY);
    }
}
