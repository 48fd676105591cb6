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
import dev.samovar.api.LogType;
import dev.samovar.api.RuntimeId;
import dev.samovar.core.telemetry.MemoryLogStore;
import dev.samovar.spi.LogEvent;
import dev.samovar.spi.LogStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A function `f` whose runtime is a shell script, with a layer of extensions that are scripts too.
final class ExtensionFunction implements AutoCloseable {
    /// Answers what it got.
    static final String ECHO = "while next; do answer \"$event\"; done";

    /// The beginning of an extension's script: `register` takes a list of events, `next` gets one into `$event`,
    /// `report` tells a failure of `init` or `exit`.
    private static final String EXTENSION = """
            #!/bin/sh
            api="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
            name=${0##*/}
            tmp=${TMPDIR:-/tmp}
            register() {
              id=$(curl -sS -D - -o "$tmp/$name-function" -H "Lambda-Extension-Name: $name" -d "{\\"events\\":[$1]}" "$api/register" |
                tr -d '\\r' | sed -n 's/^lambda-extension-identifier: //Ip')
            }
            next() { event=$(curl -sS -H "Lambda-Extension-Identifier: $id" "$api/event/next") || exit 9; }
            report() {
              curl -sS -o /dev/null -H "Lambda-Extension-Identifier: $id" -H 'Lambda-Extension-Function-Error-Type: Extension.NoTea' \\
                -d '{"errorMessage":"no tea","errorType":"Tea"}' "$api/$1/error"
            }
            """;

    private final LogStore logs = new MemoryLogStore(16L << 20, Clock.systemUTC());
    private final Path directory;
    private final Map<String, String> layer = new HashMap<>();
    private final FunctionRuntime runtime;

    ExtensionFunction(Path directory, Confinement confinement) {
        this.directory = directory;
        Tool.CURL.path();
        runtime = Samovar.builder()
                .isolation(confinement.isolation())
                .initLimit(Duration.ofSeconds(5))
                .processes(confinement.launcher())
                .logs(logs)
                .build();
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    /// Adds an extension, which does this after the definitions above.
    ExtensionFunction with(String name, String script) {
        layer.put("extensions/" + name, EXTENSION + script);
        return this;
    }

    /// Adds a file to the layer.
    ExtensionFunction file(String name, String text) {
        layer.put(name, text);
        return this;
    }

    /// Creates the function, whose bootstrap does this.
    ExtensionFunction create(String script) {
        return create(script, UnaryOperator.identity());
    }

    ExtensionFunction create(String script, UnaryOperator<FunctionSpec> changes) {
        var code = Zips.of(directory.resolve("code.zip"), Map.of("bootstrap", CustomRuntimeTest.SHELL + script));
        var spec = FunctionSpec.of("f", new RuntimeId("provided.al2023"), new Code.OnDisk(code))
                .handler("tea")
                .timeout(Duration.ofSeconds(10));
        if (!layer.isEmpty())
            spec = spec.layers(List.of(new Code.OnDisk(Zips.of(directory.resolve("layer.zip"), layer))));
        runtime.create(changes.apply(spec));
        return this;
    }

    Invocation invoke(String event) {
        return runtime.invoke(
                InvocationRequest.of(FunctionRef.parse("f"), Event.json(event)).logType(LogType.TAIL));
    }

    String answer(String event) {
        return invoke(event).orThrow().text();
    }

    static Fault fault(Invocation invocation) {
        if (invocation.result() instanceof Failed(var fault)) return fault;
        throw new AssertionError("did not fail: " + invocation.result());
    }

    List<String> logged() {
        return logs.streams("/aws/lambda/f").stream()
                .flatMap(stream -> logs.events("/aws/lambda/f", stream).stream())
                .map(LogEvent::message)
                .map(String::strip)
                .toList();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
