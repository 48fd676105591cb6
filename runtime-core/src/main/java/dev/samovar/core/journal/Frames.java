package dev.samovar.core.journal;

import dev.samovar.spi.Store.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/// How changes stand in a file: frame after frame, each with its length and a checksum over that and its changes. A
/// frame is taken whole or not at all.
///
/// ```
/// frame   length of the rest, checksum, number of changes, changes
/// change  length of the key, key, length of the value or -1, value, number of digests, digests
/// ```
final class Frames {
    static final int HEADER = 8;
    private static final int DIGEST = 32;
    private static final HexFormat HEX = HexFormat.of();

    /// Hears of the changes in a file.
    interface Reader {
        /// A change.
        ///
        /// @param position where the value begins in the file
        /// @param length how long it is, -1 for a removal
        void change(String key, long position, int length, Set<String> contents);

        /// A frame without changes.
        void mark();
    }

    private Frames() {}

    static ByteBuffer encode(List<Change> changes) {
        int size = HEADER + Integer.BYTES;
        for (var change : changes) size = Math.addExact(size, sizeOf(change));
        var frame = ByteBuffer.allocate(size).position(HEADER).putInt(changes.size());
        for (var change : changes) put(frame, change);
        return sealed(frame);
    }

    private static int sizeOf(Change change) {
        int value = change.value() == null ? 0 : change.value().size();
        int key = change.key().getBytes(StandardCharsets.UTF_8).length;
        return Math.addExact(value, key + Short.BYTES + Integer.BYTES + Short.BYTES)
                + change.contents().size() * DIGEST;
    }

    private static void put(ByteBuffer frame, Change change) {
        var key = change.key().getBytes(StandardCharsets.UTF_8);
        frame.putShort((short) key.length).put(key);
        if (change.value() == null) frame.putInt(-1);
        else frame.putInt(change.value().size()).put(change.value().buffer());
        frame.putShort((short) change.contents().size());
        for (var digest : change.contents()) frame.put(HEX.parseHex(digest));
    }

    private static ByteBuffer sealed(ByteBuffer frame) {
        frame.putInt(0, frame.capacity() - HEADER);
        return frame.putInt(Integer.BYTES, checksum(frame)).rewind();
    }

    private static int checksum(ByteBuffer frame) {
        var sum = new CRC32C();
        sum.update(frame.slice(0, Integer.BYTES));
        sum.update(frame.slice(HEADER, frame.limit() - HEADER));
        return (int) sum.getValue();
    }

    /// Reads frame after frame, up to the end or to one that is not whole; answers where it stopped.
    static long read(Disk.DiskFile file, Reader reader) throws IOException {
        long size = file.size();
        long at = 0;
        while (size - at >= HEADER) {
            var header = ByteBuffer.allocate(Integer.BYTES);
            file.read(header, at);
            int length = header.getInt(0);
            if (length < Integer.BYTES || length > size - at - HEADER) return at;
            var frame = ByteBuffer.allocate(HEADER + length);
            file.read(frame, at);
            if (frame.hasRemaining()) throw new IOException("only a part of a frame could be read");
            frame.flip();
            if (frame.getInt(Integer.BYTES) != checksum(frame)) return at;
            decode(frame.position(HEADER), at, reader);
            at += frame.limit();
        }
        return at;
    }

    /// Tells the changes of a frame, which stands after its header.
    static void decode(ByteBuffer frame, long at, Reader reader) {
        int count = frame.getInt();
        if (count == 0) reader.mark();
        for (int i = 0; i < count; i++) {
            var key = new byte[frame.getShort()];
            frame.get(key);
            int length = frame.getInt();
            long position = at + frame.position();
            if (length > 0) frame.position(frame.position() + length);
            var contents = new HashSet<String>();
            for (int left = frame.getShort(); left > 0; left--) {
                var digest = new byte[DIGEST];
                frame.get(digest);
                contents.add(HEX.formatHex(digest));
            }
            reader.change(new String(key, StandardCharsets.UTF_8), position, length, contents);
        }
    }
}
