package dev.samovar.core.journal;

import dev.samovar.api.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Files of a journal that are open for reading as long as this is.
final class OpenFiles implements AutoCloseable {
    private final JournalFiles files;
    private final Map<String, Disk.DiskFile> open = new HashMap<>();

    OpenFiles(JournalFiles files) {
        this.files = files;
    }

    Payload read(Slot slot) throws IOException {
        var file = open.get(slot.file());
        if (file == null) {
            file = files.open(slot.file());
            open.put(slot.file(), file);
        }
        var value = ByteBuffer.allocate(slot.length());
        file.read(value, slot.position());
        if (value.hasRemaining()) throw new IOException(slot.file() + " is shorter than it was");
        return Payload.owning(value.array());
    }

    @Override
    public void close() throws IOException {
        for (var file : open.values()) file.close();
    }
}
