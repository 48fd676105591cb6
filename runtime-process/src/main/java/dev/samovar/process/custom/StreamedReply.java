package dev.samovar.process.custom;

import dev.samovar.api.Payload;
import dev.samovar.spi.Reply;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that comes in pieces. A caller that is gone ends the answer and not the runtime.
final class StreamedReply {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedReply.class);

    private final Reply reply;
    private OutputStream stream = OutputStream.nullOutputStream();

    StreamedReply(Reply reply) {
        this.reply = reply;
    }

    void begin(String contentType) {
        stream = reply.stream(contentType);
    }

    void write(Payload bytes) {
        try {
            bytes.writeTo(stream);
        } catch (IOException e) {
            LOG.debug("a streamed answer ended before its function knew", e);
        }
    }

    void close() {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("a streamed answer could not be ended", e);
        }
    }
}
