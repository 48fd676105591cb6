package dev.samovar.nodejs.graal.zstd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decodes frames, block by block, as soon as all of a block has come.
public final class ZstdDecoder {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;

    private final int mostWindow;
    private final byte[] dictionary;
    private byte[] held = {};
    private int at;
    private @Nullable Window window;
    private @Nullable BlockDecoder blocks;
    private Hash hash = new Hash();
    private boolean checked;
    private boolean lastBlock;
    private boolean ended;
    private long skipping;

    /// Windows of so many bits at most; a dictionary is bytes that come before all others.
    public ZstdDecoder(int mostWindowBits, byte[] dictionary) {
        mostWindow = 1 << mostWindowBits;
        this.dictionary = dictionary;
    }

    /// Takes bytes, and decodes some. Answers how many bytes were written.
    public int decode(byte[] in, int from, int length, byte[] out, int to, int room) {
        if (length > 0) {
            int kept = held.length - at;
            var joined = Arrays.copyOfRange(held, at, held.length + length);
            System.arraycopy(in, from, joined, kept, length);
            held = joined;
            at = 0;
            if (ended && drained()) begin();
        }
        int done = 0;
        do {
            if (window != null) done += window.take(out, to + done, room - done);
        } while (done < room && !ended && step());
        return done;
    }

    /// How many bytes follow the frame that has ended, once all of it has been given.
    public int left() {
        return ended && drained() ? held.length - at : 0;
    }

    private boolean drained() {
        return window == null || window.untaken() == 0;
    }

    private void begin() {
        window = null;
        blocks = null;
        ended = lastBlock = false;
        hash = new Hash();
    }

    /// Decodes what comes next. False if not all of it is there.
    private boolean step() {
        if (skipping > 0) {
            int count = (int) Math.min(skipping, held.length - at);
            skipping -= count;
            at += count;
            ended = skipping == 0;
            return false;
        }
        var window = this.window;
        var blocks = this.blocks;
        if (window == null || blocks == null) return head();
        return lastBlock ? checksum() : block(window, blocks);
    }

    private boolean head() {
        int there = held.length - at;
        if (there < 4) {
            for (int i = 0; i < there; i++)
                if (held[at + i] != (byte) (MAGIC >> (8 * i))
                        && (held[at + i] & (i == 0 ? 0xf0 : 0xff)) != ((SKIPPABLE >> (8 * i)) & 0xff))
                    throw new Corrupted(10);
            return false;
        }
        var from = new Section(held, at, there);
        int magic = (int) from.number(4);
        if ((magic & 0xfffffff0) == SKIPPABLE) {
            if (there < 8) return false;
            skipping = from.number(4);
            at += 8;
            ended = skipping == 0;
            return !ended;
        }
        if (magic != MAGIC) throw new Corrupted(10);
        if (there < 5) return false;
        int flags = (int) from.number(1);
        boolean single = (flags & 32) != 0;
        int sizeBytes = flags >> 6 == 0 ? (single ? 1 : 0) : 1 << (flags >> 6);
        int idBytes = (flags & 3) == 3 ? 4 : flags & 3;
        if (there < 5 + (single ? 0 : 1) + idBytes + sizeBytes) return false;
        if ((flags & 8) != 0) throw new Corrupted(14);
        long reach = 0;
        if (!single) {
            int descriptor = (int) from.number(1);
            long base = 1L << (10 + (descriptor >> 3));
            reach = base + base / 8 * (descriptor & 7);
        }
        if (from.number(idBytes) != 0) throw new Corrupted(32);
        long size = from.number(sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        if (single) reach = size;
        if (reach > mostWindow || reach < 0) throw new Corrupted(16);
        checked = (flags & 4) != 0;
        at = from.at();
        var made = new Window((int) reach + dictionary.length);
        made.add(dictionary, 0, dictionary.length);
        made.skipAll();
        window = made;
        blocks = new BlockDecoder(made);
        return true;
    }

    private boolean block(Window window, BlockDecoder blocks) {
        if (held.length - at < 3) return false;
        var from = new Section(held, at, held.length - at);
        int head = (int) from.number(3);
        int type = (head >> 1) & 3;
        int size = head >> 3;
        if (type == 3 || size > 1 << 17) throw Corrupted.data();
        int stored = type == 1 ? 1 : size;
        if (from.left() < stored) return false;
        var content = from.part(stored);
        int came = size;
        switch (type) {
            case 0 -> window.add(content.data(), content.at(), size);
            case 1 -> window.add((byte) content.peek(0), size);
            default -> came = blocks.decode(content);
        }
        if (checked) window.last(came, hash);
        at = from.at();
        lastBlock = (head & 1) != 0;
        if (lastBlock && !checked) ended = true;
        return true;
    }

    private boolean checksum() {
        if (held.length - at < 4) return false;
        if ((int) new Section(held, at, 4).number(4) != hash.value()) throw new Corrupted(22);
        at += 4;
        ended = true;
        return false;
    }
}
