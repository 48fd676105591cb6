package dev.samovar.nodejs.graal.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Mac;

/// Keys from passwords and other keys: PBKDF2 (RFC 8018), scrypt (RFC 7914), HKDF (RFC 5869).
public final class KeyDerivation {
    private KeyDerivation() {}

    /// PBKDF2 with a code keyed by the password.
    public static byte[] pbkdf2(Mac mac, byte[] salt, int iterations, int length) {
        var out = new ByteArrayOutputStream(length);
        for (int block = 1; out.size() < length; block++) {
            mac.update(salt);
            var u = mac.doFinal(ByteBuffer.allocate(4).putInt(block).array());
            var t = u.clone();
            for (int i = 1; i < iterations; i++) {
                u = mac.doFinal(u);
                for (int k = 0; k < t.length; k++) t[k] ^= u[k];
            }
            out.writeBytes(t);
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    /// HKDF: extracts with the salt, expands with the info.
    ///
    /// @param extract a code keyed by the salt
    /// @param keyed makes a code keyed by what it is given
    public static byte[] hkdf(Mac extract, Function<byte[], Mac> keyed, byte[] key, byte[] info, int length) {
        var mac = keyed.apply(extract.doFinal(key));
        var out = new ByteArrayOutputStream(length);
        byte[] t = {};
        for (int block = 1; out.size() < length; block++) {
            mac.update(t);
            mac.update(info);
            t = mac.doFinal(new byte[] {(byte) block});
            out.writeBytes(t);
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    /// scrypt over PBKDF2 with HMAC-SHA-256 keyed by the password.
    public static byte[] scrypt(Mac mac, byte[] salt, int n, int r, int p, int length) {
        var blocks = pbkdf2(mac, salt, 1, p * 128 * r);
        for (int i = 0; i < p; i++) {
            var words = words(blocks, i * 128 * r, 32 * r);
            mix(words, n, r);
            unwords(words, blocks, i * 128 * r);
        }
        return pbkdf2(mac, blocks, 1, length);
    }

    private static int[] words(byte[] bytes, int from, int count) {
        var words = new int[count];
        ByteBuffer.wrap(bytes, from, count * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(words);
        return words;
    }

    private static void unwords(int[] words, byte[] bytes, int from) {
        ByteBuffer.wrap(bytes, from, words.length * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .put(words);
    }

    private static void mix(int[] x, int n, int r) {
        var seen = new int[n][];
        for (int i = 0; i < n; i++) {
            seen[i] = x.clone();
            blockMix(x, r);
        }
        for (int i = 0; i < n; i++) {
            var other = seen[x[(2 * r - 1) * 16] & (n - 1)];
            for (int k = 0; k < x.length; k++) x[k] ^= other[k];
            blockMix(x, r);
        }
    }

    private static void blockMix(int[] b, int r) {
        var x = Arrays.copyOfRange(b, (2 * r - 1) * 16, 2 * r * 16);
        var y = new int[b.length];
        for (int i = 0; i < 2 * r; i++) {
            for (int k = 0; k < 16; k++) x[k] ^= b[i * 16 + k];
            salsa(x);
            System.arraycopy(x, 0, y, ((i & 1) * r + i / 2) * 16, 16);
        }
        System.arraycopy(y, 0, b, 0, b.length);
    }

    private static void salsa(int[] in) {
        var x = in.clone();
        for (int i = 0; i < 4; i++) {
            for (int c = 0; c < 4; c++) quarter(x, c * 5, (c * 5 + 4) & 15, (c * 5 + 8) & 15, (c * 5 + 12) & 15);
            for (int c = 0; c < 4; c++) {
                int row = c * 4;
                quarter(x, row + c, row + ((c + 1) & 3), row + ((c + 2) & 3), row + ((c + 3) & 3));
            }
        }
        for (int i = 0; i < 16; i++) in[i] += x[i];
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
