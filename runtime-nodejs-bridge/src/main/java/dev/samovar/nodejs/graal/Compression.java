package dev.samovar.nodejs.graal;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// One stream of zlib's, compressing or not, in one of zlib's three formats: each call moves as much from
/// input to output as it can.
final class Compression implements AutoCloseable {
    static final int OK = 0;
    static final int STREAM_END = 1;
    static final int NEED_DICTIONARY = 2;
    static final int DATA_ERROR = -3;
    static final int BUFFER_ERROR = -5;

    private static final int PARTIAL_FLUSH = 1;
    private static final int SYNC_FLUSH = 2;
    private static final int FULL_FLUSH = 3;
    private static final int FINISH = 4;
    private static final int BLOCK = 5;
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

    /// Node's numbers for what a stream does.
    enum Mode {
        NONE,
        DEFLATE,
        INFLATE,
        GZIP,
        GUNZIP,
        DEFLATE_RAW,
        INFLATE_RAW,
        UNZIP;

        boolean compresses() {
            return this == DEFLATE || this == GZIP || this == DEFLATE_RAW;
        }
    }

    private final Mode mode;
    private final @Nullable Deflater deflater;
    private @Nullable Inflater inflater;
    private final byte @Nullable [] dictionary;
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] pending = {};
    private int pendingAt;
    private long length;
    private boolean gzip;
    private boolean headDone;
    private boolean tailDone;
    private String message = "";

    /// What is left after a call.
    private int left;

    private int space;

    Compression(Mode mode, int level, int strategy, byte @Nullable [] dictionary) {
        this.mode = mode;
        this.dictionary = dictionary;
        this.gzip = mode == Mode.GZIP || mode == Mode.GUNZIP;
        if (!mode.compresses()) {
            deflater = null;
            if (mode != Mode.UNZIP) inflater = new Inflater(mode != Mode.INFLATE);
            if (mode == Mode.INFLATE_RAW && dictionary != null)
                required(inflater).setDictionary(dictionary);
            return;
        }
        var made = new Deflater(level, mode != Mode.DEFLATE);
        made.setStrategy(
                strategy == 1 ? Deflater.FILTERED : strategy == 2 ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
        if (dictionary != null) made.setDictionary(dictionary);
        deflater = made;
        if (gzip) pending = GZIP_HEADER;
    }

    int left() {
        return left;
    }

    int space() {
        return space;
    }

    /// Whether it reads a gzip file, of which there may be more.
    boolean readsGzip() {
        return gzip && deflater == null;
    }

    /// What is wrong with the input.
    String message() {
        return message;
    }

    void tune(int level, int strategy) {
        if (deflater == null) return;
        deflater.setLevel(level);
        deflater.setStrategy(
                strategy == 1 ? Deflater.FILTERED : strategy == 2 ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
        // The JDK would change them only while it compresses what comes next.
        var kept = new ByteArrayOutputStream();
        kept.write(pending, pendingAt, pending.length - pendingAt);
        deflater.setInput(new byte[0]);
        var some = new byte[512];
        for (int count; (count = deflater.deflate(some)) > 0; ) kept.write(some, 0, count);
        pending = kept.toByteArray();
        pendingAt = 0;
    }

    /// Moves from input to output. Answers zlib's code.
    int process(Bytes in, Bytes out, int flush) {
        left = in.length();
        space = out.length();
        return deflater != null ? deflate(deflater, in, out, flush) : inflate(in, out, flush);
    }

    // --- compressing

    private int deflate(Deflater to, Bytes in, Bytes out, int flush) {
        drain(out);
        if (pendingAt < pending.length) return OK;
        to.setInput(in.array(), in.from(), in.length());
        if (flush == FINISH) to.finish();
        int way = flush == SYNC_FLUSH || flush == PARTIAL_FLUSH || flush == BLOCK
                ? Deflater.SYNC_FLUSH
                : flush == FULL_FLUSH ? Deflater.FULL_FLUSH : Deflater.NO_FLUSH;
        while (space > 0) {
            int count = to.deflate(out.array(), out.to() - space, space, way);
            if (count == 0) break;
            space -= count;
        }
        left = in.length() - (int) (to.getBytesRead() - length);
        if (gzip) crc.update(in.array(), in.from(), in.length() - left);
        length = to.getBytesRead();
        if (!to.finished()) return OK;
        if (gzip && !tailDone) {
            tailDone = true;
            pending = tail();
            pendingAt = 0;
            drain(out);
        }
        return pendingAt < pending.length ? OK : STREAM_END;
    }

    private void drain(Bytes out) {
        int count = Math.min(space, pending.length - pendingAt);
        System.arraycopy(pending, pendingAt, out.array(), out.to() - space, count);
        pendingAt += count;
        space -= count;
    }

    private byte[] tail() {
        var tail = new byte[8];
        for (int i = 0; i < 4; i++) {
            tail[i] = (byte) (crc.getValue() >> (8 * i));
            tail[4 + i] = (byte) (length >> (8 * i));
        }
        return tail;
    }

    // --- decompressing

    private int inflate(Bytes in, Bytes out, int flush) {
        if (!headDone && !readHead(in))
            return message.isEmpty() ? (in.length() == 0 || flush == FINISH ? BUFFER_ERROR : OK) : DATA_ERROR;
        var from = required(inflater);
        if (from.finished()) return gzip && !tailDone ? readTail(in) : STREAM_END;
        from.setInput(in.array(), in.to() - left, left);
        try {
            while (space > 0) {
                int count = from.inflate(out.array(), out.to() - space, space);
                if (gzip) crc.update(out.array(), out.to() - space, count);
                space -= count;
                if (count > 0) continue;
                if (!from.needsDictionary()) break;
                if (dictionary == null) {
                    left = from.getRemaining();
                    return NEED_DICTIONARY;
                }
                from.setDictionary(dictionary);
            }
        } catch (DataFormatException e) {
            message = String.valueOf(e.getMessage());
            return DATA_ERROR;
        } catch (IllegalArgumentException e) {
            message = "Bad dictionary";
            return DATA_ERROR;
        }
        left = from.getRemaining();
        if (from.finished()) return gzip ? readTail(in) : STREAM_END;
        return space > 0 && flush == FINISH ? BUFFER_ERROR : OK;
    }

    /// Reads what comes before the compressed bytes. False if there is more of it to come.
    private boolean readHead(Bytes in) {
        if (mode == Mode.INFLATE || mode == Mode.INFLATE_RAW) {
            headDone = true;
            return true;
        }
        int known = head.size();
        head.write(in.array(), in.to() - left, left);
        var bytes = head.toByteArray();
        if (bytes.length == 0) return false;
        boolean other = bytes[0] != 0x1f || (bytes.length > 1 && bytes[1] != (byte) 0x8b);
        if (other && mode == Mode.UNZIP && inflater == null && known == 0) {
            inflater = new Inflater(false);
            gzip = false;
            headDone = true;
            return true;
        }
        if (other) {
            message = "incorrect header check";
            return false;
        }
        if (bytes.length > 2 && bytes[2] != 8) {
            message = "unknown compression method";
            return false;
        }
        int size = sizeOfHead(bytes);
        left = size < 0 ? 0 : bytes.length - size;
        if (size < 0) return false;
        if (inflater == null) inflater = new Inflater(true);
        gzip = true;
        headDone = true;
        head.reset();
        return true;
    }

    /// How long the head is that these bytes begin with, or -1 if there is more of it to come.
    private static int sizeOfHead(byte[] bytes) {
        if (bytes.length < 10) return -1;
        int at = 10;
        int flags = bytes[3];
        if ((flags & 4) != 0) {
            if (bytes.length < at + 2) return -1;
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        for (int flag = 8; flag <= 16; flag *= 2) {
            if ((flags & flag) == 0) continue;
            while (at < bytes.length && bytes[at] != 0) at++;
            at++;
        }
        if ((flags & 2) != 0) at += 2;
        return bytes.length >= at ? at : -1;
    }

    private int readTail(Bytes in) {
        while (left > 0 && head.size() < 8) {
            head.write(in.array()[in.to() - left]);
            left--;
        }
        if (head.size() < 8) return OK;
        var tail = head.toByteArray();
        long stored = 0;
        for (int i = 3; i >= 0; i--) stored = stored << 8 | (tail[i] & 0xff);
        if (stored != crc.getValue()) {
            message = "incorrect data check";
            return DATA_ERROR;
        }
        tailDone = true;
        return STREAM_END;
    }

    /// Begins again, with a new member of a gzip file or from nothing.
    void reset() {
        head.reset();
        crc.reset();
        headDone = tailDone = false;
        length = 0;
        if (deflater != null) {
            deflater.reset();
            if (gzip) {
                pending = GZIP_HEADER;
                pendingAt = 0;
            }
        }
        if (inflater != null) inflater.reset();
    }

    @Override
    public void close() {
        if (deflater != null) deflater.end();
        if (inflater != null) inflater.end();
    }

    private static Inflater required(@Nullable Inflater value) {
        if (value == null) throw new IllegalStateException("the format is not known yet");
        return value;
    }
}
