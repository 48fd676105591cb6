package dev.samovar.benchmarks;

import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.caoccao.javet.exceptions.JavetException;
import dev.samovar.Samovar;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.Isolation;
import dev.samovar.api.Payload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/// What a call of [Echo] with a small JSON event costs when an environment is ready, beside its floor
/// and its peers.
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WarmInvoke {

    /// One operation: a full governed invoke (routed, admitted, under a deadline, logged), JSON bytes to JSON
    /// bytes, the handler on the caller's own thread. The call cannot return before the handler does.
    @Benchmark
    public Payload callerRuns(Governed governed) {
        return governed.runtime.invokeOnCaller(governed.request()).orThrow();
    }

    /// One operation: the same through the default door: the handler on its environment's thread, the caller
    /// answered at the deadline whatever happens.
    @Benchmark
    public Payload handedOver(Governed governed) {
        return governed.runtime.invoke(governed.request()).orThrow();
    }

    /// One operation: as [#handedOver], while another caller does the same.
    @Benchmark
    @Threads(2)
    public Payload handedOverOf2(Governed governed) {
        return handedOver(governed);
    }

    /// One operation: as [#handedOver], while seven other callers do the same.
    @Benchmark
    @Threads(8)
    public Payload handedOverOf8(Governed governed) {
        return handedOver(governed);
    }

    /// One operation: a number goes to a parked platform thread and its successor comes back,
    /// parking the caller.
    @Benchmark
    public int bareHandOver(Partner partner) {
        return partner.exchange(41);
    }

    /// One operation: as [#bareHandOver], while another caller does the same with a thread of its own.
    @Benchmark
    @Threads(2)
    public int bareHandOverOf2(Partner partner) {
        return partner.exchange(41);
    }

    /// One operation: as [#bareHandOver], while seven other callers do the same, each with a thread of its own.
    @Benchmark
    @Threads(8)
    public int bareHandOverOf8(Partner partner) {
        return partner.exchange(41);
    }

    /// One operation: AWS's Java runtime interface client reads JSON bytes, calls the handler and answers
    /// JSON bytes: what it does between the HTTP requests of its loop, which are left out.
    @Benchmark
    public byte[] awsRuntimeClient(AwsClient client) throws Exception {
        return client.call();
    }

    /// One operation: Spring Cloud Function looks the function up in its catalog and applies it to a message
    /// of JSON bytes, answering one.
    @Benchmark
    public byte[] springCloudFunction(SpringCatalog spring) {
        return spring.call();
    }

    /// One operation: the handler itself is called with a map, no JSON and no runtime.
    @Benchmark
    public Object directCall(Direct direct) {
        return direct.call();
    }

    /// One operation: as [#handedOver], of a Node.js function inside this JVM that answers its event.
    @Benchmark
    public Payload graaljs(GraalJs function) {
        return function.warm();
    }

    /// One operation: as [#graaljs], in a Node process.
    @Benchmark
    public Payload nodeProcess(Node function) {
        return function.warm();
    }

    /// One operation: as [#handedOver], of a Python function in a Python process that answers its event.
    @Benchmark
    public Payload pythonProcess(Python function) {
        return function.warm();
    }

    /// One operation: an event goes to a Node process over a Unix socket and comes back, with no runtime on either
    /// side.
    @Benchmark
    public byte[] bareUnixSocket(EchoingNode peer) throws IOException {
        return peer.exchange();
    }

    /// One operation: a V8 isolate in this JVM calls the same handler on the caller's own thread.
    @Benchmark
    public byte[] javetIsolate(ReadyIsolate isolate) throws JavetException {
        return isolate.call();
    }

    /// A runtime with one Node.js function.
    @State(Scope.Benchmark)
    public abstract static class Script {
        private final String engine;
        private ScriptFunction function;

        Script(String engine) {
            this.engine = engine;
        }

        @Setup
        public void create() throws IOException {
            function = new ScriptFunction(ScriptFunction.ECHO, engine, 0);
            Answer.requireEvent(warm().toByteArray());
        }

        Payload warm() {
            return function.warm();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// Inside this JVM.
    public static class GraalJs extends Script {
        public GraalJs() {
            super("graaljs");
        }
    }

    /// In a child process.
    public static class Node extends Script {
        public Node() {
            super("node");
        }
    }

    /// A runtime with one Python function.
    @State(Scope.Benchmark)
    public static class Python {
        private ScriptFunction function;

        @Setup
        public void create() throws IOException {
            function = ScriptFunction.python(0);
            Answer.requireEventOfPython(warm());
        }

        Payload warm() {
            return function.warm();
        }

        @TearDown
        public void close() {
            function.close();
        }
    }

    /// An isolate that is ready.
    @State(Scope.Thread)
    public static class ReadyIsolate {
        private final byte[] event = Answer.event();
        private Isolate isolate;

        @Setup
        public void make() throws JavetException {
            isolate = new Isolate();
            Answer.requireEvent(call());
        }

        byte[] call() throws JavetException {
            return isolate.call(event);
        }

        @TearDown
        public void close() throws JavetException {
            isolate.close();
        }
    }

    /// A runtime with the function, primed.
    @State(Scope.Benchmark)
    public static class Governed {
        final FunctionRuntime runtime =
                Samovar.builder().isolation(Isolation.IN_PROCESS).build();
        private final FunctionRef echo = FunctionRef.parse("echo");
        private final byte[] event = Answer.event();

        @Setup
        public void create() throws IOException {
            try (var packages = new Packages()) {
                runtime.create(
                        FunctionSpec.java("echo", packages.of(Echo.class)).handler(Echo.class.getName()));
            }
            runtime.prime("echo");
            Answer.requireEvent(runtime.invoke(request()).orThrow().toByteArray());
            Answer.requireEvent(runtime.invokeOnCaller(request()).orThrow().toByteArray());
        }

        InvocationRequest request() {
            return InvocationRequest.of(echo, Event.owning(event));
        }

        @TearDown
        public void close() {
            runtime.close();
        }
    }

    /// AWS's runtime interface client with the handler loaded.
    @State(Scope.Benchmark)
    public static class AwsClient {
        private final byte[] event = Answer.event();
        private LambdaRequestHandler handler;

        @Setup
        public void load() throws Exception {
            handler = EventHandlerLoader.loadEventHandler(
                    HandlerInfo.fromString(Echo.class.getName(), AwsClient.class.getClassLoader()));
            Answer.requireEvent(call());
        }

        byte[] call() throws Exception {
            var request = new com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest();
            request.setId("8476a536-e9f4-11e8-9739-2dfe598c3fcd");
            request.setInvokedFunctionArn("arn:aws:lambda:us-east-1:000000000000:function:echo");
            request.setDeadlineTimeInMs(Long.MAX_VALUE);
            request.setContent(event);
            return handler.call(request).toByteArray();
        }
    }

    /// A Spring application with the function in its catalog.
    @State(Scope.Benchmark)
    public static class SpringCatalog {
        private final byte[] event = Answer.event();
        private ConfigurableApplicationContext application;
        private FunctionCatalog catalog;

        @Setup
        public void start() {
            application = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties("spring.main.banner-mode=off")
                    .run();
            catalog = application.getBean(FunctionCatalog.class);
            Answer.requireEvent(call());
        }

        byte[] call() {
            Function<Message<byte[]>, Message<byte[]>> echo = catalog.lookup("echo", "application/json");
            return echo.apply(MessageBuilder.withPayload(event)
                            .setHeader(MessageHeaders.CONTENT_TYPE, "application/json")
                            .build())
                    .getPayload();
        }

        @TearDown
        public void stop() {
            application.close();
        }

        /// The application.
        @Configuration(proxyBeanMethods = false)
        @EnableAutoConfiguration
        public static class Application {
            /// The function.
            @Bean
            public Function<Map<String, Object>, Map<String, Object>> echo() {
                var handler = new Echo();
                return event -> handler.handleRequest(event, NoContext.NONE);
            }
        }
    }

    /// The handler and a map.
    @State(Scope.Benchmark)
    public static class Direct {
        private final Echo handler = new Echo();
        private final Map<String, Object> event =
                new LinkedHashMap<>(Map.of("name", "tea", "cups", 3, "sugar", true, "tags", List.of("hot", "black")));

        @Setup
        public void check() {
            Answer.require(call().equals(event), "the handler does not answer its event");
        }

        Map<String, Object> call() {
            return handler.handleRequest(event, NoContext.NONE);
        }
    }
}
