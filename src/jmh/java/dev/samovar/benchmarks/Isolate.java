package dev.samovar.benchmarks;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.nio.charset.StandardCharsets;

/// A peer: a V8 isolate inside this JVM, by Javet, with the echoing handler loaded. It has none of Node's modules.
final class Isolate implements AutoCloseable {
    private static final String SCRIPT = "globalThis.handler = async (event) => event;"
            + "globalThis.call = (text) => handler(JSON.parse(text)).then(JSON.stringify);";

    private final V8Runtime runtime;

    Isolate() throws JavetException {
        runtime = V8Host.getV8Instance().createV8Runtime();
        runtime.getExecutor(SCRIPT).executeVoid();
    }

    byte[] call(byte[] event) throws JavetException {
        try (V8ValuePromise promise =
                runtime.getGlobalObject().invoke("call", new String(event, StandardCharsets.UTF_8))) {
            runtime.await();
            return promise.getResultString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws JavetException {
        runtime.close();
    }
}
