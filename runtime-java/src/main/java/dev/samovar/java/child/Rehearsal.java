package dev.samovar.java.child;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.LogLevel;
import dev.samovar.api.Payload;
import dev.samovar.spi.FunctionLog;
import dev.samovar.spi.Reply;
import java.io.OutputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Serves a function of ours, so that what every function needs is there when one comes.
final class Rehearsal {
    private Rehearsal() {}

    /// In a process that goes on; nothing of it is left.
    static void run() throws Throwable {
        var here = Thread.currentThread();
        var before = here.getContextClassLoader();
        SystemCalls.changeDirectory("/");
        try (var empty = new CustomerLoader(new URL[0])) {
            Class.forName("java.util.HashMap", true, empty);
            var sandbox = ChildSandbox.of(
                    List.of(
                            "/",
                            "/",
                            "/tmp",
                            Echo.class.getName(),
                            "java25",
                            "rehearsal",
                            "$LATEST",
                            "128",
                            "",
                            "",
                            "Text",
                            "INFO"),
                    new Silence());
            var function = new ChildFunction(Rehearsal.class.getClassLoader(), sandbox);
            for (var event : List.of("{\"text\":\"a\",\"number\":1}", "{\"fail\":true}"))
                function.serve(invocation(event), new Ignored());
        } finally {
            here.setContextClassLoader(before);
        }
        var _ = SystemCalls.mostResident();
    }

    /// In a process that ends then.
    static void alone() throws Throwable {
        SystemCalls.variables(Map.copyOf(System.getenv()));
        run();
    }

    private static ChildInvocation invocation(String event) {
        return new ChildInvocation(
                new UUID(0, 0),
                "",
                Long.MAX_VALUE / 2_000_000,
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                Event.json(event));
    }

    /// The function.
    public static final class Echo implements RequestHandler<Map<String, Object>, Object> {
        /// For Lambda's rules.
        public Echo() {}

        @Override
        public Object handleRequest(Map<String, Object> event, Context context) {
            if (event.containsKey("fail")) throw new IllegalStateException("rehearsed");
            context.getLogger().log(context.getAwsRequestId());
            return event;
        }
    }

    private static final class Ignored implements Reply {
        @Override
        public void returned(Payload payload) {}

        @Override
        public void failed(Fault fault) {}

        @Override
        public OutputStream stream(String contentType) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void deliver() {}
    }

    private static final class Silence implements FunctionLog {
        @Override
        public void raw(byte[] bytes, int offset, int length) {}

        @Override
        public void message(@Nullable LogLevel level, String text) {}

        @Override
        public boolean keeps(LogLevel level) {
            return true;
        }
    }
}
