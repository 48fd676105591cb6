package dev.samovar.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message between this JVM and a child process: what kind it is, and its parts.
///
/// On the wire, numbers big endian: the length of all that follows (32 bits), the kind (8 bits), the number of
/// parts (16 bits), then for each part its length (32 bits) and its bytes.
///
/// @param kind what the two sides agreed on; one of [dev.samovar.spi.FrameKind]
/// @param parts nobody may change the bytes
record Frame(int kind, List<byte[]> parts) {

    /// The most bytes that a frame may have, its length not counted.
    static final int LIMIT = 8 * 1024 * 1024;

    Frame {
        if (kind < 0 || kind > 255) throw new IllegalArgumentException("not a kind of frame: " + kind);
        if (parts.size() > 65535) throw new IllegalArgumentException("a frame has at most 65535 parts");
    }

    /// A frame whose parts are texts.
    static Frame of(int kind, String... texts) {
        var parts = new ArrayList<byte[]>(texts.length);
        for (var text : texts) parts.add(text.getBytes(StandardCharsets.UTF_8));
        return new Frame(kind, parts);
    }

    /// A part.
    ///
    /// @throws IllegalArgumentException if there is none of that number
    byte[] part(int index) {
        if (index >= parts.size())
            throw new IllegalArgumentException("a frame of kind " + kind + " has no part " + index);
        return parts.get(index);
    }

    /// A part read as UTF-8.
    String text(int index) {
        return new String(part(index), StandardCharsets.UTF_8);
    }
}
