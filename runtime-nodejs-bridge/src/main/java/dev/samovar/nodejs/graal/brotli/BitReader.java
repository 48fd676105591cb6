package dev.samovar.nodejs.graal.brotli;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bits of a stream that comes in pieces, the lowest of each byte first. What was read in vain, because more is
/// needed, can be read again from where a mark was set.
final class BitReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] data = {};
    private int at;
    private int end;
    private long held;
    private int count;
    private byte[] kept = {};

    private int markedAt;
    private long markedHeld;
    private int markedCount;

    /// Goes on with these bytes, after those that were kept.
    void begin(byte[] in, int from, int length) {
        data = in;
        at = from;
        if (kept.length > 0) {
            data = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(in, from, data, kept.length, length);
            at = 0;
        }
        end = at + kept.length + length;
    }

    /// Lets go of the piece. Answers how many of its bytes were not needed; those that are to be read again are kept.
    int end(int length, boolean starved) {
        at -= count >> 3;
        count &= 7;
        held &= (1L << count) - 1;
        int rest = end - at;
        int keep = starved ? rest : Math.max(0, rest - length);
        kept = Arrays.copyOfRange(data, at, at + keep);
        data = new byte[0];
        return rest - keep;
    }

    void mark() {
        markedAt = at;
        markedHeld = held;
        markedCount = count;
    }

    void back() {
        at = markedAt;
        held = markedHeld;
        count = markedCount;
    }

    /// The bits that come next, 32 at least where so many are there; zeros stand for those that are missing.
    long peek() {
        if (count <= 32) fill();
        return held;
    }

    private void fill() {
        if (end - at >= 4) {
            held |= ((int) INTS.get(data, at) & 0xffffffffL) << count;
            at += 4;
            count += 32;
            return;
        }
        while (count <= 56 && at < end) {
            held |= (data[at++] & 0xffL) << count;
            count += 8;
        }
    }

    void drop(int bits) {
        if (bits > count) throw new Starved();
        held >>>= bits;
        count -= bits;
    }

    /// A number of up to 32 bits.
    long read(int bits) {
        long value = peek() & ((1L << bits) - 1);
        drop(bits);
        return value;
    }

    int number(int bits) {
        return (int) read(bits);
    }

    /// What is left of the byte.
    int padding() {
        return number(count & 7);
    }

    /// How many whole bytes are there.
    int bytes() {
        return end - at + (count >> 3);
    }

    /// Skips some bytes that are there, from the first of one.
    void skip(int bytes) {
        while (bytes > 0 && count > 0) {
            drop(8);
            bytes--;
        }
        at += bytes;
    }

    /// Writes some bytes that are there, from the first of one.
    void copyTo(Window window, int bytes) {
        while (bytes > 0 && count > 0) {
            window.add((byte) number(8));
            bytes--;
        }
        window.add(data, at, bytes);
        at += bytes;
    }
}
