package dev.samovar.nodejs.graal;

import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/// Unix domain sockets. What comes over them is told by a callback on the loop.
final class PipeFunctions {
    private final Network.Open open;
    private final Loop loop;
    private final BiConsumer<Object, Object[]> callback;

    PipeFunctions(Network.Open open, Loop loop, BiConsumer<Object, Object[]> callback) {
        this.open = open;
        this.loop = loop;
        this.callback = callback;
    }

    void addTo(Map<String, HostFunction> functions) {
        functions.put("pipe", (_, _) -> {
            var made = new PipeSocket(loop);
            open.add(made);
            return new HostHandle(made);
        });
        put(functions, "pipeBind", a -> socket(a[0]).bind(place(a[1])));
        put(
                functions,
                "pipeListen",
                a -> socket(a[0]).listen(open::keep, accepted -> call(a[1], new HostHandle(accepted))));
        put(functions, "pipeConnect", a -> socket(a[0]).connect(place(a[1])));
        put(
                functions,
                "pipeRead",
                a -> socket(a[0])
                        .startReading(read -> call(
                                a[1], NetworkFunctions.content(read), NetworkFunctions.orUndefined(read.failure()))));
        put(functions, "pipeStop", a -> socket(a[0]).stopReading());
        put(
                functions,
                "pipeWrite",
                a -> socket(a[0])
                        .write(Bytes.of(a[1]).copy(), failure -> call(a[2], NetworkFunctions.orUndefined(failure))));
        put(functions, "pipeShutdown", a -> socket(a[0]).shutdown());
        put(functions, "pipeClose", a -> socket(a[0]).end());
    }

    @FunctionalInterface
    private interface Call {
        void run(Object[] arguments) throws IOException;
    }

    /// Adds a call that answers undefined, or the name of what went wrong at once.
    private static void put(Map<String, HostFunction> functions, String name, Call call) {
        functions.put(name, (_, arguments) -> {
            try {
                call.run(arguments);
                return Undefined.instance;
            } catch (IOException e) {
                return Guest.text(PipeSocket.name(e));
            }
        });
    }

    private void call(Object function, Object... values) {
        callback.accept(function, values);
    }

    private static PipeSocket socket(Object handle) {
        return (PipeSocket) ((HostHandle) handle).value();
    }

    private static Path place(Object handle) {
        return (Path) ((HostHandle) handle).value();
    }
}
