package dev.samovar.java;

import dev.samovar.java.handler.AwsContext;
import dev.samovar.java.handler.AwsLogger;
import dev.samovar.java.handler.Call;
import dev.samovar.java.handler.Codecs;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import dev.samovar.spi.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// One invocation as a handler sees it.
public final class JavaCall implements Call {
    private final RuntimeInvocation invocation;
    private final Reply reply;
    private final AwsContext context;
    private @Nullable OutputStream output;

    public JavaCall(Sandbox sandbox, AwsLogger logger, Codecs codecs, RuntimeInvocation invocation, Reply reply) {
        this.invocation = invocation;
        this.reply = reply;
        this.context = new AwsContext(invocation, sandbox, logger, codecs);
    }

    @Override
    public byte[] event() {
        return invocation.event().unsafeBytes();
    }

    @Override
    public AwsContext context() {
        return context;
    }

    @Override
    public OutputStream output() {
        var there = output;
        if (there == null) {
            there = reply.stream("application/octet-stream");
            output = there;
        }
        return there;
    }

    /// Ends a streamed answer, an empty one if the handler wrote nothing.
    public void closeOutput() throws IOException {
        output().close();
    }
}
