package dev.samovar.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// How far the journal is known to be durable, in a file of its own. It is written after the journal was
/// forced, and forced itself only when the journal is opened: it may lag behind, and never runs ahead. What is
/// missing below it was there once.
record Attested(long log, long offset) {
    private static final int SIZE = 2 * Long.BYTES + Integer.BYTES;

    void write(Disk.DiskFile file) throws IOException {
        var bytes = ByteBuffer.allocate(SIZE).putLong(log).putLong(offset);
        bytes.putInt(checksum(bytes)).flip();
        file.write(bytes, 0);
    }

    /// Nothing if it was never written, or is damaged.
    static Optional<Attested> read(Disk.DiskFile file) throws IOException {
        var bytes = ByteBuffer.allocate(SIZE);
        file.read(bytes, 0);
        if (bytes.hasRemaining() || bytes.getInt(2 * Long.BYTES) != checksum(bytes)) return Optional.empty();
        return Optional.of(new Attested(bytes.getLong(0), bytes.getLong(Long.BYTES)));
    }

    private static int checksum(ByteBuffer bytes) {
        var sum = new CRC32C();
        sum.update(bytes.slice(0, 2 * Long.BYTES));
        return (int) sum.getValue();
    }
}
