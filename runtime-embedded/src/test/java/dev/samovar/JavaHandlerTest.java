package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationSink;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.joda.time.DateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Java handlers as Lambda's Java runtime finds and calls them: `runtimes.md` section 3.
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Isolation.class,
        names = {"IN_PROCESS", "PROCESS"})
final class JavaHandlerTest {
    private static final String SHAPES = """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            import java.util.*;
            public class Shapes {
                public String none() { return "none"; }
                public String event(Map<String, Object> e) { return "event " + e.get("a"); }
                public String context(Context c) { return "context " + c.getFunctionName(); }
                public String both(Map<String, Object> e, Context c) { return "both " + e.get("a") + c.getMemoryLimitInMB(); }
                public void nothing(Map<String, Object> e) { }
                public static int number(int n) { return n + 1; }
                public List<String> list(List<Integer> l) { return List.of("" + l.get(0).getClass().getSimpleName()); }
                public void in(InputStream in) throws IOException { in.readAllBytes(); }
                public void out(OutputStream out) throws IOException { out.write("\\"out\\"".getBytes()); }
                public void inOut(InputStream in, OutputStream out) throws IOException { in.transferTo(out); }
                public void all(InputStream in, OutputStream out, Context c) throws IOException { out.write(c.getAwsRequestId().isEmpty() ? 48 : 49); }
                public String overloaded(Map<String, Object> e) { return "one"; }
                public String overloaded(Map<String, Object> e, Context c) { return "two"; }
                public String string(String s) { return s; }
                public Object broken(Object e) { return new Object() { public String getBad() { throw new IllegalStateException("no"); } }; }
                String hidden(Object e) { return "hidden"; }
                public String four(int a, int b, int c, int d) { return "four"; }
            }
            """;

    @Parameter(0)
    Isolation isolation = Isolation.IN_PROCESS;

    @TempDir
    Path directory;

    private FunctionRuntime runtime;

    @BeforeEach
    void start() {
        runtime = JavaRuntimes.of(isolation);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private Fault fault(String function, String event) {
        return ((Failed) runtime.invoke(function, Event.json(event)).result()).fault();
    }

    private void create(String handler, String... sources) {
        runtime.create(
                FunctionSpec.java("f", Jars.compile(directory, "code", sources)).handler(handler));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            app.Kinds$Needy    | java.lang.Exception | Class app.Kinds$Needy has no public zero-argument constructor
            app.Kinds$Private  | java.lang.Exception | Class app.Kinds$Private has no public zero-argument constructor
            app.Kinds$Inner    | java.lang.Exception | Class app.Kinds$Inner cannot be instantiated because it is a non-static inner class
            app.Kinds$Abstract | java.lang.InstantiationException | java.lang.InstantiationException
            app.Kinds$Hidden   | java.lang.IllegalAccessException | class com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader cannot access a member of class app.Kinds$Hidden with modifiers "public"
            """)
    void saysWhyThereIsNoInstanceAtEachInvocation(String type, String errorType, String message) {
        create(type + "::run", """
                package app;
                public class Kinds {
                    public String run(Object event) { return "never"; }
                    public static class Needy extends Kinds { public Needy(int a) { } }
                    public static class Private extends Kinds { private Private() { } }
                    public class Inner extends Kinds { }
                    public abstract static class Abstract extends Kinds { public Abstract() { } }
                    static class Hidden extends Kinds { public Hidden() { } }
                }
                """);

        for (int i = 0; i < 2; i++) {
            var fault = fault("f", "{}");
            assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
            assertThat(fault.payload().text())
                    .isEqualTo("{\"errorMessage\":\"" + message.replace("\"", "\\\"") + "\",\"errorType\":\""
                            + errorType + "\"}");
        }
    }

    /// The same, with one class file fewer.
    private void createWithout(String classFile, String handler, String source) throws IOException {
        Jars.compile(directory, "code", source);
        var classes = directory.resolve("code-classes");
        Files.delete(classes.resolve(classFile));
        runtime.create(FunctionSpec.java("f", classes).handler(handler));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "none       | {}        | \"none\"",
                "event      | {\"a\":1} | \"event 1\"",
                "context    | {}        | \"context f\"",
                "both       | {\"a\":1} | \"both 1128\"",
                "nothing    | {}        | null",
                "number     | 41        | 42",
                "list       | [1]       | [\"Integer\"]",
                "in         | {}        | null",
                "out        | {}        | \"out\"",
                "inOut      | {\"a\": 1}| {\"a\": 1}",
                "all        | {}        | 1",
                "overloaded | {}        | \"two\"",
                "string     | \"tea\"   | \"tea\"",
            })
    void callsEveryShapeOfMethod(String method, String event, String answer) {
        create("app.Shapes::" + method, SHAPES);

        assertThat(runtime.invoke("f", Event.json(event)).orThrow().text()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.Shapes::hidden | No public method named hidden with appropriate method signature found on class app.Shapes",
                "app.Shapes::four   | No public method named four with appropriate method signature found on class app.Shapes",
                "app.Shapes         | Class does not implement an appropriate handler interface: app.Shapes",
                "app.Shapes::       | Invalid handler: `app.Shapes::'",
                "app.Nobody         | Class not found: app.Nobody",
            })
    void saysWhatIsWrongWithAHandlerAtEachInvocation(String handler, String message) {
        create(handler, SHAPES);

        for (int i = 0; i < 2; i++) {
            assertThat(fault("f", "{}").errorMessage()).isEqualTo(message);
            assertThat(fault("f", "{}").kind()).isEqualTo(Fault.Kind.HANDLER);
        }
    }

    @Test
    void reportsBadJsonAsTheRuntimeDoes() {
        create("app.Shapes::string", SHAPES);

        var fault = fault("f", "{\"an\":\"object\"}");
        assertThat(fault.errorMessage()).isEqualTo("An error occurred during JSON parsing");
        assertThat(fault.errorType()).isEqualTo("java.lang.RuntimeException");
    }

    @Test
    void reportsAResultThatCannotBeWritten() {
        create("app.Shapes::broken", SHAPES);

        assertThat(fault("f", "{}").errorMessage())
                .isEqualTo("An error occurred during JSON serialization of response");
    }

    @Test
    void reportsAClassThatCannotBeLoaded() {
        create("app.Bad::run", """
                package app;
                public class Bad {
                    static { if (true) throw new IllegalStateException("no init"); }
                    public String run(Object event) { return "never"; }
                }
                """);

        assertThat(fault("f", "{}").kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault("f", "{}").payload().text())
                .isEqualTo(
                        "{\"errorMessage\":\"Error loading class app.Bad\",\"errorType\":\"java.lang.ExceptionInInitializerError\"}");
    }

    @Test
    void tellsOfAHandlerWhoseSuperclassIsNotThereAtAnInvocation() throws IOException {
        createWithout("app/Gone.class", "app.Orphan::run", """
                package app;
                public class Orphan extends Gone { public String run(Object event) { return "never"; } }
                class Gone { }
                """);

        for (int i = 0; i < 2; i++) {
            var fault = fault("f", "{}");
            assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
            assertThat(fault.payload().text())
                    .isEqualTo(
                            "{\"errorMessage\":\"Error loading class app.Orphan: app/Gone\",\"errorType\":\"java.lang.NoClassDefFoundError\"}");
        }
    }

    @Test
    void endsTheEnvironmentOnceItToldOfAClassThatIsNotThere() {
        create("app.Fresh::run", """
                package app;
                public class Fresh {
                    static { if (true) throw new NoClassDefFoundError(java.util.UUID.randomUUID().toString()); }
                    public String run(Object event) { return "never"; }
                }
                """);

        assertThat(fault("f", "{}").errorMessage())
                .startsWith("Error loading class app.Fresh: ")
                .isNotEqualTo(fault("f", "{}").errorMessage());
    }

    @Test
    void tellsOfAMethodWhoseTypesAreNotThereAtEachInvocation() throws IOException {
        createWithout("app/Gone.class", "app.Lacks::run", """
                package app;
                public class Lacks {
                    public String run(Object event) { return "never"; }
                    public void other(Gone gone) { }
                }
                class Gone { }
                """);

        for (int i = 0; i < 2; i++) {
            var fault = fault("f", "{}");
            assertThat(fault.kind()).isEqualTo(Fault.Kind.HANDLER);
            assertThat(fault.payload().text())
                    .isEqualTo(
                            "{\"errorMessage\":\"Error loading method run on class app.Lacks\",\"errorType\":\"java.lang.NoClassDefFoundError\"}");
        }
    }

    @Test
    void reportsWhatAConstructorThrewWithoutATrace() {
        create("app.Bad", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                public class Bad implements RequestHandler<Object, String> {
                    public Bad() { throw new IllegalStateException("no instance"); }
                    public String handleRequest(Object event, Context c) { return "never"; }
                }
                """);

        assertThat(fault("f", "{}").kind()).isEqualTo(Fault.Kind.INIT);
        assertThat(fault("f", "{}").payload().text())
                .isEqualTo("{\"errorMessage\":\"no instance\",\"errorType\":\"java.lang.IllegalStateException\"}");
    }

    @Test
    void prefersARealMethodToItsBridge() {
        create("app.Bridged::run", """
                package app;
                import com.amazonaws.services.lambda.runtime.Context;
                public class Bridged implements Runs<Bridged.Order> {
                    public static class Order { public int id; }
                    public String run(Order order, Context c) { return order.getClass().getSimpleName() + order.id; }
                }
                interface Runs<T> { Object run(T event, Context c); }
                """);

        assertThat(runtime.invoke("f", Event.json("{\"id\":7}")).orThrow().text())
                .isEqualTo("\"Order7\"");
    }

    @Test
    void prefersAShortRealMethodToALongBridge() {
        create("app.Short::run", """
                package app;
                import com.amazonaws.services.lambda.runtime.Context;
                public class Short extends Base<Integer> {
                    public String run(String event) { return "short " + event; }
                }
                abstract class Base<T extends Number> implements Runs<T> {
                    public String run(T event, Context c) { return "long"; }
                }
                interface Runs<T> { String run(T event, Context c); }
                """);

        assertThat(runtime.invoke("f", Event.json("1")).orThrow().text()).isEqualTo("\"short 1\"");
    }

    @Test
    void callsABridgeWhenThereIsNothingElse() {
        create("app.Open::run", """
                package app;
                public class Open extends Hidden { }
                class Hidden { public String run(String event) { return "through the bridge " + event; } }
                """);

        assertThat(runtime.invoke("f", Event.json("\"x\"")).orThrow().text()).isEqualTo("\"through the bridge x\"");
    }

    @Test
    void aTypeParameterIsReadAsItsBound() {
        create("app.Bound", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                public class Bound<T extends Bound.Order> implements RequestHandler<T, Integer> {
                    public static class Order { public int id; }
                    public Integer handleRequest(T order, Context c) { return ((Order) order).id + 1; }
                }
                """);

        assertThat(runtime.invoke("f", Event.json("{\"id\":41}")).orThrow().text())
                .isEqualTo("42");
    }

    @Test
    void refusesATypeParameterWithoutABound() {
        create("app.Unbound", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                public class Unbound<T> implements RequestHandler<T, String> {
                    public String handleRequest(T event, Context c) { return "never"; }
                }
                """);

        assertThat(fault("f", "{}").payload().text())
                .isEqualTo("{\"errorMessage\":\"Class app.Unbound does not implement RequestHandler with concrete type"
                        + " parameters: parameter T has no upper bound.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java8.al2", "java11", "java17", "java21", "java25"})
    void runsEveryJavaRuntime(String runtimeId) {
        var jar = Jars.compile(directory, "code", """
                package app;
                public class Where { public String run(Object e) { return System.getenv("AWS_EXECUTION_ENV"); } }
                """);
        runtime.create(FunctionSpec.java("f", jar).handler("app.Where::run").runtime(runtimeId));

        assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("\"AWS_Lambda_" + runtimeId + "\"");
    }

    @Test
    void prefersTheStreamInterface() {
        create("app.Two", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.io.*;
                public class Two implements RequestHandler<Object, String>, RequestStreamHandler {
                    public String handleRequest(Object event, Context c) { return "object"; }
                    public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException { out.write("7".getBytes()); }
                }
                """);

        assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("7");
    }

    @Test
    void findsTypesThroughTheHierarchy() {
        create("app.Deep", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                public class Deep extends Base<Order> {
                    public Integer handleRequest(Order order, Context c) { return order.id * 2; }
                }
                class Order { public int id; }
                abstract class Base<T> implements RequestHandler<T, Integer> { }
                """);

        assertThat(runtime.invoke("f", Event.json("{\"id\":21}")).orThrow().text())
                .isEqualTo("42");
    }

    @Test
    void readsEventClassesWithTheirMixIns() {
        create("app.Queue", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import com.amazonaws.services.lambda.runtime.events.SQSEvent;
                public class Queue implements RequestHandler<SQSEvent, String> {
                    public String handleRequest(SQSEvent e, Context c) { return e.getRecords().get(0).getBody() + e.getRecords().get(0).getEventSourceArn(); }
                }
                """);
        // The event classes come with the customer's package, as on Lambda.
        runtime.update(FunctionSpec.java("f", withEvents()).handler("app.Queue"));

        assertThat(runtime.invoke("f", Event.json("{\"Records\":[{\"body\":\"tea\",\"eventSourceARN\":\":arn\"}]}"))
                        .orThrow()
                        .text())
                .isEqualTo("\"tea:arn\"");
    }

    private Path withEvents() {
        try {
            var classes = directory.resolve("code-classes");
            var lib = Files.createDirectories(classes.resolve("lib"));
            Files.copy(jarOf(SQSEvent.class), lib.resolve("events.jar"));
            Files.copy(jarOf(DateTime.class), lib.resolve("joda-time.jar"));
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void hasTheSerializerOfLambdasRuntimeForItsOwnUse() {
        create("app.Uses::run", """
                package app;
                import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
                import java.io.*;
                import java.util.*;
                public class Uses { public void run(InputStream in, OutputStream out) {
                    JacksonFactory.getInstance().getSerializer(Map.class).toJson(Map.of("tea", "hot"), out); } }
                """);

        assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("{\"tea\":\"hot\"}");
    }

    @Test
    void usesTheCustomersSerializer() throws IOException {
        create("app.Custom", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.io.*;
                import java.lang.reflect.Type;
                public class Custom implements RequestHandler<String, String> {
                    public String handleRequest(String e, Context c) { return e + "!"; }
                    public static class Plain implements CustomPojoSerializer {
                        @SuppressWarnings("unchecked")
                        public <T> T fromJson(InputStream in, Type type) { try { return (T) ("custom " + new String(in.readAllBytes())); } catch (IOException e) { throw new UncheckedIOException(e); } }
                        @SuppressWarnings("unchecked")
                        public <T> T fromJson(String in, Type type) { return (T) in; }
                        public <T> void toJson(T value, OutputStream out, Type type) { try { out.write(("<" + value + ">").getBytes()); } catch (IOException e) { throw new UncheckedIOException(e); } }
                    }
                }
                """);
        var classes = directory.resolve("code-classes");
        var services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("com.amazonaws.services.lambda.runtime.CustomPojoSerializer"), "app.Custom$Plain\n");
        runtime.update(FunctionSpec.java("f", classes).handler("app.Custom"));

        assertThat(runtime.invoke("f", Event.json("1")).orThrow().text()).isEqualTo("<custom 1!>");
    }

    @Test
    void refusesTwoSerializers() throws IOException {
        create("app.Twice", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.io.*;
                import java.lang.reflect.Type;
                public class Twice implements RequestHandler<String, String> {
                    public String handleRequest(String e, Context c) { return e; }
                    public static class One implements CustomPojoSerializer {
                        public <T> T fromJson(InputStream in, Type type) { return null; }
                        public <T> T fromJson(String in, Type type) { return null; }
                        public <T> void toJson(T value, OutputStream out, Type type) { }
                    }
                    public static class Two extends One { }
                }
                """);
        var classes = directory.resolve("code-classes");
        var services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("com.amazonaws.services.lambda.runtime.CustomPojoSerializer"),
                "app.Twice$One\napp.Twice$Two\n");
        runtime.update(FunctionSpec.java("f", classes).handler("app.Twice"));

        assertThat(fault("f", "\"x\"").errorMessage())
                .isEqualTo("Too many serializers provided inside the META-INF/services folder, only one is allowed");
    }

    @Test
    void findsClassesInLayers() throws IOException {
        var library = Jars.compile(directory, "library", """
                package shared;
                public class Words { public static String hello() { return "from a layer"; } }
                """);
        var layer = Files.createDirectories(directory.resolve("layer/java/lib"));
        Files.copy(library, layer.resolve("library.jar"));
        var jar = Jars.compile(directory, "code", """
                package app;
                public class Uses { public String run(Object e) throws Exception {
                    return (String) Class.forName("shared.Words").getMethod("hello").invoke(null); } }
                """);
        runtime.create(FunctionSpec.java("f", jar)
                .handler("app.Uses::run")
                .layers(List.of(new Code.OnDisk(directory.resolve("layer")))));

        assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("\"from a layer\"");
    }

    @Test
    void streamsAsItIsWrittenWhenTheCallerAsksForIt() {
        create("app.Stream", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import java.io.*;
                public class Stream implements RequestStreamHandler {
                    public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException {
                        for (int i = 0; i < 3; i++) { out.write(("part" + i).getBytes()); out.flush(); }
                    }
                }
                """);
        var parts = new ConcurrentLinkedQueue<String>();
        var ended = new CompletableFuture<Invocation>();
        runtime.start(InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY), new InvocationSink() {
            @Override
            public boolean streams() {
                return true;
            }

            @Override
            public void start(UUID requestId, Version executedVersion, String contentType) {
                parts.add(contentType);
            }

            @Override
            public boolean offer(ByteBuffer bytes, Runnable onReady) {
                parts.add(StandardCharsets.UTF_8.decode(bytes).toString());
                return true;
            }

            @Override
            public void end(Invocation invocation) {
                ended.complete(invocation);
            }
        });

        assertThat(ended.join().orThrow().size()).isZero();
        assertThat(parts).containsExactly("application/octet-stream", "part0", "part1", "part2");
    }

    @Test
    void logsJsonWithLevelsAndTheRequest() {
        var jar = Jars.compile(directory, "code", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import com.amazonaws.services.lambda.runtime.logging.LogLevel;
                public class Logs { public void run(Object e, Context c) {
                    c.getLogger().log("kept", LogLevel.WARN);
                    c.getLogger().log("dropped", LogLevel.DEBUG); } }
                """);
        runtime.create(FunctionSpec.java("f", jar).handler("app.Logs::run").logging(LoggingConfig.JSON));

        var invocation = runtime.invoke(
                InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY).logType(LogType.TAIL));

        assertThat(invocation.logTail().orElseThrow())
                .containsPattern(
                        "\\{\"timestamp\":\"[^\"]+Z\",\"message\":\"kept\",\"level\":\"WARN\",\"AWSRequestId\":\""
                                + invocation.requestId() + "\"\\}\n")
                .doesNotContain("dropped");
    }

    @Test
    void logsJsonWithTheTenant() {
        var jar = Jars.compile(directory, "code", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                public class Logs { public void run(Object e, Context c) { c.getLogger().log("kept"); } }
                """);
        runtime.create(FunctionSpec.java("f", jar)
                .handler("app.Logs::run")
                .logging(LoggingConfig.JSON)
                .tenantIsolation(true));

        var invocation = runtime.invoke(InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY)
                .tenantId("blue")
                .logType(LogType.TAIL));

        assertThat(invocation.logTail().orElseThrow())
                .contains("\"level\":\"UNDEFINED\",\"AWSRequestId\":\"" + invocation.requestId()
                        + "\",\"tenantId\":\"blue\"}\n");
    }

    private Invocation logging(LoggingConfig logging) {
        var jar = Jars.compile(directory, "code", """
                package app;
                import com.amazonaws.services.lambda.runtime.*;
                import com.amazonaws.services.lambda.runtime.logging.LogLevel;
                import static java.nio.charset.StandardCharsets.UTF_8;
                public class Logs { public void run(Object e, Context c) {
                    c.getLogger().log("{\\"in\\":\\"té\\"}\\n".getBytes(UTF_8), LogLevel.WARN);
                    c.getLogger().log("dropped\\n".getBytes(UTF_8), LogLevel.DEBUG);
                    c.getLogger().log((byte[]) null, LogLevel.ERROR);
                    c.getLogger().log((byte[]) null);
                    c.getLogger().log("\\n".getBytes(UTF_8)); } }
                """);
        runtime.create(FunctionSpec.java("f", jar).handler("app.Logs::run").logging(logging));
        return runtime.invoke(
                InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY).logType(LogType.TAIL));
    }

    @Test
    void leavesMessagesInBytesAsTheyAre() {
        assertThat(logging(LoggingConfig.JSON).logTail().orElseThrow())
                .contains("{\"in\":\"té\"}\nnullnull\n")
                .doesNotContain("dropped");
    }

    @Test
    void leavesMessagesInBytesAsTheyAreInText() {
        assertThat(logging(LoggingConfig.TEXT).logTail().orElseThrow())
                .contains("\n{\"in\":\"té\"}\ndropped\nnullnull\n");
    }

    @Test
    void tellsLog4jTheRequest() {
        var code = ForeignPackage.build(directory, "log4j2").path();
        runtime.create(
                FunctionSpec.java("f", code).handler("app.Customer::brew").memoryMb(512));

        for (int i = 0; i < 2; i++) {
            var invocation = runtime.invoke(
                    InvocationRequest.of(FunctionRef.parse("f"), Event.EMPTY).logType(LogType.TAIL));
            assertThat(invocation.logTail().orElseThrow()).contains("\ntea is hot: " + invocation.requestId() + "\n");
        }
    }

    @Test
    void neverSeesTheHostsClasses() {
        create("app.Peek::run", """
                package app;
                public class Peek { public String run(Object e) {
                    String seen = "";
                    for (String name : new String[] {"dev.samovar.core.Engine", "org.junit.jupiter.api.Test", "org.slf4j.Logger"})
                        try { Class.forName(name); seen += name; } catch (ClassNotFoundException x) { }
                    return seen; } }
                """);

        assertThat(runtime.invoke("f", Event.EMPTY).orThrow().text()).isEqualTo("\"\"");
    }
}
