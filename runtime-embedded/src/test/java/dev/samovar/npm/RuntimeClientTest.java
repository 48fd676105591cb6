package dev.samovar.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's client of the Runtime API for Node.js, unmodified, as a custom runtime. The profile `npm-packages` installs
/// it.
@Tag("npm")
final class RuntimeClientTest {
    private static final Path INSTALLED = Path.of("target/npm-client");

    private final FunctionRuntime runtime = Samovar.builder()
            .isolation(Isolation.IN_PROCESS)
            .processes(ChildProcesses.launcher())
            .build();

    @TempDir
    Path directory;

    @BeforeEach
    void deploy() throws IOException {
        assertThat(INSTALLED.resolve("node_modules/aws-lambda-ric/rapid-client.node"))
                .as("AWS's client as npm builds it, for which cmake, make and a C++ compiler must be installed")
                .exists();
        var source = Files.writeString(directory.resolve("index.mjs"), """
                import client from 'aws-lambda-ric';
                """);
        var code = InstalledPackages.at(INSTALLED).function(source, directory.resolve("code"));
        Files.writeString(code.resolve("app.js"), """
                let n = 0;
                exports.handler = async (event, context) => {
                  console.log('pouring %s', event.name);
                  if (event.fail) throw new RangeError('spilt');
                  return [event.name, ++n, context.functionName, context.awsRequestId.length, context.getRemainingTimeInMillis() > 0];
                };
                exports.flow = awslambda.streamifyResponse(async (event, stream) => { stream.write('one'); stream.end('two'); });
                """);
        var bootstrap = Files.writeString(
                code.resolve("bootstrap"),
                "#!/bin/sh\nexec node node_modules/aws-lambda-ric/index.mjs \"$_HANDLER\"\n");
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : new String[] {"handler", "flow"})
            runtime.create(FunctionSpec.of(name, new RuntimeId("provided.al2023"), new Code.OnDisk(code))
                    .handler("app." + name)
                    .environment("PATH", System.getenv("PATH"))
                    .timeout(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void answersAndStaysWarm() {
        assertThat(invoke("{\"name\":\"tea\"}")).isEqualTo("[\"tea\",1,\"handler\",36,true]");
        assertThat(invoke("{\"name\":\"mint\"}")).isEqualTo("[\"mint\",2,\"handler\",36,true]");
    }

    private String invoke(String event) {
        return runtime.invoke("handler", Event.json(event)).orThrow().text();
    }

    @Test
    void tellsAnErrorInTheClientsWords() {
        var result = runtime.invoke("handler", Event.json("{\"fail\":true}")).result();

        assertThat(result).isInstanceOf(Failed.class);
        Fault fault = ((Failed) result).fault();
        assertThat(fault.errorType()).isEqualTo("RangeError");
        assertThat(fault.errorMessage()).isEqualTo("spilt");
        assertThat(fault.payload().text()).contains("\"trace\":[\"RangeError: spilt\"");
        assertThat(invoke("{\"name\":\"again\"}")).startsWith("[\"again\",1,");
    }

    @Test
    void streams() {
        assertThat(runtime.invoke("flow", Event.EMPTY).orThrow().text()).isEqualTo("onetwo");
    }
}
