package dev.samovar;

import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One Node.js function of a test: its files, and after the first invocation what it answers and logs.
final class NodeFunction {
    private static final Pattern PLATFORM =
            Pattern.compile("(?s)(INIT_|START |END |REPORT ).*|.*\"type\":\"platform\\..*");
    private static final JsonMapper JSON = new JsonMapper();

    private final FunctionRuntime runtime;
    private final LogStore logs;
    private final Path root;
    private FunctionSpec spec;
    private boolean created;

    NodeFunction(FunctionRuntime runtime, LogStore logs, Path root, FunctionSpec spec) {
        this.runtime = runtime;
        this.logs = logs;
        this.root = root;
        this.spec = spec.timeout(Duration.ofSeconds(30));
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    // --- before it is created

    NodeFunction file(String name, String text) {
        write(root.resolve(name), text);
        return this;
    }

    /// A file of a layer of the function's.
    NodeFunction layerFile(String name, String text) {
        write(layer().resolve(name), text);
        return with(s -> s.layers(List.of(new Code.OnDisk(layer()))));
    }

    private Path layer() {
        return root.resolveSibling(root.getFileName() + "-layer");
    }

    /// Lets such a file of its code and its layer be run.
    NodeFunction executable(String name) {
        for (var place : List.of(root, layer())) place.resolve(name).toFile().setExecutable(true);
        return this;
    }

    NodeFunction handler(String handler) {
        return with(s -> s.handler(handler));
    }

    NodeFunction with(UnaryOperator<FunctionSpec> change) {
        spec = change.apply(spec);
        return this;
    }

    String name() {
        return spec.name().value();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- invoking

    /// Creates it if it is not there yet.
    void created() {
        if (!created) runtime.create(spec);
        created = true;
    }

    Invocation invoke(UnaryOperator<InvocationRequest> change, String event) {
        created();
        return runtime.invoke(change.apply(request(event)));
    }

    Invocation invoke(String event) {
        return invoke(request -> request, event);
    }

    private InvocationRequest request(String event) {
        return InvocationRequest.of(FunctionRef.parse(name()), Event.json(event));
    }

    /// What it answers to an event, as JSON text.
    String answer(String event) {
        return answerOf(invoke(event));
    }

    String answerOf(Invocation invocation) {
        Assertions.assertThat(invocation.result()).as("log: %s", log()).isInstanceOf(Returned.class);
        return invocation.orThrow().text();
    }

    String answer() {
        return answer("{}");
    }

    /// How it fails.
    Fault fault() {
        return fault("{}");
    }

    Fault fault(String event) {
        return faultOf(invoke(event));
    }

    Fault faultOf(Invocation invocation) {
        Assertions.assertThat(invocation.result()).as("log: %s", log()).isInstanceOf(Failed.class);
        return ((Failed) invocation.result()).fault();
    }

    // --- what it logged

    /// Everything it logged, each event without the line break at its end, without the platform's lines.
    List<String> log() {
        return events().stream()
                .filter(line -> !PLATFORM.matcher(line).matches())
                .toList();
    }

    /// Everything in its log, each event without the line break at its end.
    List<String> events() {
        var group = "/aws/lambda/" + name();
        return logs.streams(group).stream()
                .flatMap(stream -> logs.events(group, stream).stream())
                .map(LogEvent::message)
                .map(message -> message.replaceFirst("\n$", ""))
                .toList();
    }
}
