package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.spi.Reply;
import dev.samovar.spi.RuntimeInvocation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One invocation as the guest's runtime answers it.
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final RuntimeInvocation invocation;
    private final Reply reply;
    private boolean done;

    Serving(RuntimeInvocation invocation, Reply reply) {
        this.invocation = invocation;
        this.reply = reply;
    }

    boolean isDone() {
        return done;
    }

    Object returned(String json) {
        reply.returned(Payload.of(Utf8Text.encode(json)));
        return Undefined.instance;
    }

    Object failed(Object type, Object message, Object json) {
        reply.failed(Faults.of(Fault.Kind.HANDLER, type, message, json));
        return Undefined.instance;
    }

    Object done() {
        done = true;
        return Undefined.instance;
    }

    double remainingMillis() {
        return Math.floor(invocation.remainingNanos() / 1e6);
    }

    /// What the guest writes a streamed answer to.
    JSObject stream(JSRealm realm, String contentType) {
        var out = reply.stream(contentType);
        var functions = new HashMap<String, HostFunction>();
        functions.put("write", (_, a) -> write(out, Bytes.of(a[0]).copy()));
        functions.put("end", (_, _) -> close(out));
        return Guest.functions(realm, functions);
    }

    /// A caller that is gone, or a deadline, ends the stream and not the function.
    private static Object write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            LOG.debug("a streamed answer ended before its function knew", e);
        }
        return Undefined.instance;
    }

    private static Object close(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("a streamed answer ended before its function knew", e);
        }
        return Undefined.instance;
    }
}
