package dev.samovar.nodejs.graal.brotli;

import org.jspecify.annotations.Nullable;

/// Decodes a stream as it comes. What is remembered is bounded by the window, and by the codes of one meta-block.
public final class BrotliDecoder {
    private final boolean mayBeLarge;
    private final BitReader bits = new BitReader();
    private final Distances distances = new Distances();
    private Window window = new Window(10);
    private Part part = Part.HEAD;
    private boolean large;
    private long reach;
    private boolean last;
    private long remaining;
    private @Nullable Coding coding;
    private @Nullable Commands commands;
    private boolean starved;
    private int left;

    private enum Part {
        HEAD,
        META_BLOCK,
        SKIPPED,
        STORED,
        CODING,
        COMMANDS,
        META_BLOCK_END,
        END
    }

    /// Windows beyond 16 MiB are refused if they are not asked for.
    public BrotliDecoder(boolean mayBeLarge) {
        this.mayBeLarge = mayBeLarge;
    }

    /// Takes bytes, and decodes some. Answers how many bytes were written.
    public int decode(byte[] in, int from, int length, byte[] out, int to, int room) {
        bits.begin(in, from, length);
        int done = 0;
        starved = false;
        try {
            do {
                bits.mark();
                boolean more = step(Math.min(room - done, window.space()));
                done += window.take(out, to + done, room - done);
                if (!more) break;
            } while (true);
        } catch (Starved _) {
            starved = true;
            bits.back();
            if (commands != null && commands.overrun()) throw Corrupted.by(Flaw.BLOCK_LENGTH_1);
            done += window.take(out, to + done, room - done);
        }
        left = bits.end(length, starved);
        return done;
    }

    /// Whether all that came is decoded and given, and the stream is not over.
    public boolean starved() {
        return starved;
    }

    /// How many of the last bytes were not needed yet, or follow the stream.
    public int left() {
        return left;
    }

    /// False if there is no room for more, or nothing more.
    private boolean step(int room) {
        switch (part) {
            case HEAD -> head();
            case META_BLOCK -> metaBlock();
            case SKIPPED -> {
                int count = there();
                bits.skip(count);
                passed(count);
            }
            case STORED -> {
                if (room == 0) return false;
                int count = Math.min(there(), room);
                bits.copyTo(window, count);
                passed(count);
            }
            case CODING -> coding(required(coding));
            case COMMANDS -> {
                if (room == 0) return false;
                if (required(commands).run(room)) part = Part.META_BLOCK_END;
            }
            case META_BLOCK_END -> {
                commands = null;
                coding = null;
                if (last && bits.padding() != 0) throw Corrupted.by(Flaw.PADDING_2);
                part = last ? Part.END : Part.META_BLOCK;
            }
            case END -> {
                return false;
            }
        }
        return true;
    }

    private void head() {
        int size = windowBits();
        reach = (1L << size) - 16;
        window = new Window(size);
        part = Part.META_BLOCK;
    }

    private int windowBits() {
        if (bits.number(1) == 0) return 16;
        int above = bits.number(3);
        if (above != 0) return 17 + above;
        int small = bits.number(3);
        if (small == 0) return 17;
        if (small != 1) return 8 + small;
        if (!mayBeLarge || bits.number(1) == 1) throw Corrupted.by(Flaw.WINDOW_BITS);
        int size = bits.number(6);
        if (size < 10 || size > 30) throw Corrupted.by(Flaw.WINDOW_BITS);
        large = true;
        return size;
    }

    private void metaBlock() {
        boolean isLast = bits.number(1) == 1;
        boolean empty = isLast && bits.number(1) == 1;
        int nibbles = empty ? 0 : 4 + bits.number(2);
        boolean skipped = nibbles == 7;
        long size = empty ? 0 : skipped ? metadata() : length(nibbles);
        boolean stored = !empty && !skipped && !isLast && bits.number(1) == 1;
        if ((skipped || stored) && bits.padding() != 0) throw Corrupted.by(Flaw.PADDING_1);
        last = isLast;
        remaining = size;
        if (size == 0) part = Part.META_BLOCK_END;
        else if (skipped) part = Part.SKIPPED;
        else if (stored) part = Part.STORED;
        else {
            part = Part.CODING;
            coding = new Coding(large, distances);
        }
    }

    private long metadata() {
        if (bits.number(1) != 0) throw Corrupted.by(Flaw.RESERVED);
        int bytes = bits.number(2);
        if (bytes == 0) return 0;
        long size = bits.read(8 * bytes);
        if (bytes > 1 && size >> (8 * (bytes - 1)) == 0) throw Corrupted.by(Flaw.EXUBERANT_META_NIBBLE);
        return size + 1;
    }

    private long length(int nibbles) {
        long size = bits.read(4 * nibbles);
        if (nibbles > 4 && size >> (4 * (nibbles - 1)) == 0) throw Corrupted.by(Flaw.EXUBERANT_NIBBLE);
        return size + 1;
    }

    private void coding(Coding coding) {
        if (!coding.read(bits)) return;
        commands = new Commands(bits, window, distances, reach, coding, remaining);
        part = Part.COMMANDS;
    }

    private int there() {
        int there = bits.bytes();
        if (there == 0) throw new Starved();
        return (int) Math.min(there, remaining);
    }

    private void passed(int count) {
        remaining -= count;
        if (remaining == 0) part = Part.META_BLOCK_END;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) throw new IllegalStateException("no meta-block has begun");
        return value;
    }
}
