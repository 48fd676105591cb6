package dev.samovar.nodejs.graal.zstd;

import dev.samovar.nodejs.graal.compress.BitWriter;
import dev.samovar.nodejs.graal.compress.Matcher;

/// Encodes one frame: literals are left as they are, matches written with the codes that need no table.
public final class ZstdEncoder {
    private static final int BLOCK = 1 << 17;
    private static final int MAGIC = 0xFD2FB528;
    private static final int WINDOW_BITS = 21;

    private final BitWriter bits = new BitWriter();
    private final Matcher matcher;
    private final Hash hash = new Hash();
    private final boolean checked;
    private final long promised;
    private long length;
    private boolean begun;

    /// The level is 22 at most.
    ///
    /// @param promised how many bytes will come, or -1
    public ZstdEncoder(int level, boolean checked, long promised, byte[] dictionary) {
        matcher = new Matcher((1 << 20) - 16, 1 << Math.clamp((level + 1) / 2, 0, 8), 1);
        matcher.add(dictionary, 0, dictionary.length);
        matcher.known();
        this.checked = checked;
        this.promised = promised;
    }

    /// How many bytes have come.
    public long length() {
        return length;
    }

    /// Takes bytes; some of what they become may be kept until more come.
    public void encode(byte[] source, int from, int count) {
        this.length += count;
        if (checked) hash.update(source, from, count);
        while (count > 0) {
            if (matcher.pending() == BLOCK) block(false);
            int some = Math.min(count, BLOCK - matcher.pending());
            matcher.add(source, from, some);
            from += some;
            count -= some;
        }
    }

    /// Has all that came decodable.
    public void flush() {
        if (matcher.pending() > 0) block(false);
    }

    public void finish() {
        block(true);
        if (checked) bits.write(hash.value() & 0xffffffffL, 32);
    }

    /// What has been encoded since the last call.
    public byte[] take() {
        return bits.take();
    }

    private void block(boolean last) {
        if (!begun) head(last ? length : promised);
        begun = true;
        int size = matcher.pending();
        var mark = bits.mark();
        head(last, 2, 0);
        boolean shorter = size > 0 && compressed(last, mark, size);
        if (!shorter) {
            bits.back(mark);
            head(last, 0, size);
            bits.bytes(matcher.data(), matcher.from(), size);
        }
        matcher.written(shorter);
    }

    private boolean compressed(boolean last, BitWriter.Mark mark, int size) {
        var matches = matcher.matches();
        var tail = matches.getLast();
        if (tail.copied() == 0) matches.removeLast();
        if (matches.isEmpty()) return false;
        int literals = tail.copied() == 0 ? tail.literals() : 0;
        for (var match : matches) literals += match.literals();
        if (literals < 32) bits.write((long) literals << 3, 8);
        else if (literals < 4096) bits.write(((long) literals << 4) | 4, 16);
        else bits.write(((long) literals << 4) | 12, 24);
        int at = matcher.from();
        for (var match : matches) {
            bits.bytes(matcher.data(), at, match.literals());
            at += match.literals() + match.copied();
        }
        bits.bytes(matcher.data(), at, matcher.from() + size - at);
        int count = matches.size();
        if (count < 128) bits.write(count, 8);
        else if (count < 0x7f00) bits.write((128 + (count >> 8)) | ((long) (count & 255) << 8), 16);
        else bits.write(255 | ((long) (count - 0x7f00) << 8), 24);
        bits.write(0, 8);
        Sequences.write(bits, matches);
        int came = bits.size() - mark.size() - 3;
        if (came >= size) return false;
        bits.replace(mark, headOf(last, 2, came));
        return true;
    }

    private void head(boolean last, int type, int size) {
        bits.write(headOf(last, type, size), 24);
    }

    private static int headOf(boolean last, int type, int size) {
        return (last ? 1 : 0) | (type << 1) | (size << 3);
    }

    private void head(long size) {
        bits.write(MAGIC & 0xffffffffL, 32);
        int checksum = checked ? 4 : 0;
        // Unknown, or more than is told here.
        if (size < 0 || size > 0xffffffffL) {
            bits.write(checksum, 8);
            bits.write((WINDOW_BITS - 10) << 3, 8);
        } else if (size < 256) {
            bits.write(32 | checksum, 8);
            bits.write(size, 8);
        } else if (size < 256 + (1 << 16)) {
            bits.write(64 | 32 | checksum, 8);
            bits.write(size - 256, 16);
        } else {
            // Beyond the window, what decoders have to keep is told, not the whole.
            bits.write(128 | (size < 1 << WINDOW_BITS ? 32 : 0) | checksum, 8);
            if (size >= 1 << WINDOW_BITS) bits.write((WINDOW_BITS - 10) << 3, 8);
            bits.write(size & 0xffffffffL, 32);
        }
    }
}
