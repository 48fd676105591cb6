package dev.samovar.benchmarks;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A function in a sandbox, by what serves it: Samovar's own runtimes, a small runtime client of Python's standard
/// library, or AWS's clients as custom runtimes.
public enum SandboxedChild {
    NODE("nodejs22.x", "app.js", ScriptFunction.ECHO),
    PYTHON("python3.13", "app.py", "def handler(event, context):\n    return event\n"),
    RUBY("ruby3.4", "app.rb", "def handler(event:, context:) = event\n"),
    CUSTOM("provided.al2023", "bootstrap", """
            #!/usr/bin/python3
            import http.client, os
            connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            base = "/2018-06-01/runtime/invocation/"
            while True:
                connection.request("GET", base + "next")
                event = connection.getresponse()
                body, id = event.read(), event.headers["Lambda-Runtime-Aws-Request-Id"]
                connection.request("POST", base + id + "/response", body)
                connection.getresponse().read()
            """),
    AWS_NODE("provided.al2023", "app.js", ScriptFunction.ECHO),
    JAVA("java25", "", ""),
    AWS_JAVA("provided.al2023", "", "");

    /// Where `./mvnw verify -Pnpm-packages` installs AWS's client for Node.js.
    private static final Path CLIENT = Path.of("runtime-embedded/target/npm-client");

    private static final int MEMORY_MB = 512;

    private final String runtimeId;
    private final String file;
    private final String text;

    SandboxedChild(String runtimeId, String file, String text) {
        this.runtimeId = runtimeId;
        this.file = file;
        this.text = text;
    }

    /// The function, created and asked once.
    ///
    /// @param blanks how many are kept; custom runtimes have none
    ChildFunction made(int blanks) throws IOException {
        return switch (this) {
            case JAVA -> SandboxedJava.own(blanks);
            case AWS_JAVA -> SandboxedJava.awsClient();
            default -> script(blanks);
        };
    }

    private ChildFunction script(int blanks) throws IOException {
        var code = Files.createTempDirectory("samovar-benchmarks-");
        executable(Files.writeString(code.resolve(file), text));
        if (this == AWS_NODE) addClient(code);
        var wanted = new RuntimeId(runtimeId);
        var spec = FunctionSpec.of("script", ChildProcesses.nearest(wanted).orElse(wanted), new Code.OnDisk(code))
                .handler("app.handler")
                .memoryMb(MEMORY_MB);
        var function = new ScriptFunction(code, blanks, Isolation.PROCESS, this == NODE ? spec.engine("node") : spec);
        Answer.requireEventOfPython(function.cold());
        function.requireKept();
        return function;
    }

    private static void addClient(Path code) throws IOException {
        Answer.require(
                Files.isDirectory(CLIENT.resolve("node_modules/aws-lambda-ric")),
                "AWS's client for Node.js is not there: run ./mvnw verify -Pnpm-packages");
        Trees.copy(CLIENT, code, List.of("node_modules"));
        executable(Files.writeString(
                code.resolve("bootstrap"),
                "#!/bin/sh\nexec node node_modules/aws-lambda-ric/index.mjs \"$_HANDLER\"\n"));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
