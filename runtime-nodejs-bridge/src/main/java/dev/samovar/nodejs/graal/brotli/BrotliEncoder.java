package dev.samovar.nodejs.graal.brotli;

import dev.samovar.nodejs.graal.compress.BitWriter;
import dev.samovar.nodejs.graal.compress.Matcher;

/// Encodes a stream as RFC 7932 has it, without the static dictionary: one meta-block for each piece of input.
public final class BrotliEncoder {
    private static final int BLOCK = 1 << 18;

    private final BitWriter bits = new BitWriter();
    private final Matcher matcher;

    /// The quality is 0 to 11, the window's size 10 to 24 bits.
    public BrotliEncoder(int quality, int windowBits) {
        int reach = Math.min((1 << windowBits) - 16, (1 << 20) - 16);
        matcher = new Matcher(reach, quality <= 1 ? 1 : 1 << Math.min(quality, 8), 4);
        if (windowBits == 16) bits.write(0, 1);
        else if (windowBits == 17) bits.write(1, 7);
        else if (windowBits > 17) bits.write((windowBits - 17) << 1 | 1, 4);
        else bits.write((windowBits - 8) << 4 | 1, 7);
    }

    /// Takes bytes; some of what they become may be kept until more come.
    public void encode(byte[] source, int from, int length) {
        while (length > 0) {
            int count = Math.min(length, BLOCK - matcher.pending());
            matcher.add(source, from, count);
            from += count;
            length -= count;
            if (matcher.pending() == BLOCK) block();
        }
    }

    /// Has all that came decodable.
    public void flush() {
        block();
        MetaBlock.flush(bits);
    }

    /// Puts bytes into the stream that decoders skip: 16 MiB at most.
    public void metadata(byte[] source, int from, int length) {
        block();
        MetaBlock.metadata(bits, source, from, length);
    }

    public void finish() {
        block();
        MetaBlock.last(bits);
    }

    /// What has been encoded since the last call.
    public byte[] take() {
        return bits.take();
    }

    private void block() {
        if (matcher.pending() == 0) return;
        var commands = matcher.matches().stream().map(Command::of).toList();
        matcher.written(MetaBlock.write(bits, matcher.data(), matcher.from(), matcher.pending(), commands));
    }
}
