package dev.samovar.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.process.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Packages that Lambda authors use answer inside this JVM as they do on a real Node, and are given to the engine that
/// `docs/nodejs.md` names. The profile `npm-packages` installs them and runs this.
@Tag("npm")
@TestInstance(Lifecycle.PER_CLASS)
final class NpmPackagesTest {
    private static final Path INSTALLED = Path.of("target/npm");
    private static final Path HANDLERS = Path.of("src/test/npm/handlers");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpPeer http = new HttpPeer();
    private final SocketPeer redis = new SocketPeer(Redis::talk);
    private final SocketPeer postgres = new SocketPeer(Postgres::talk);
    private final AtomicInteger functions = new AtomicInteger();
    private @Nullable FunctionRuntime started;

    @TempDir
    Path directory;

    NpmPackagesTest() throws IOException {}

    @BeforeAll
    void start() {
        started = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .initLimit(Duration.ofMinutes(1))
                .processes(ChildProcesses.launcher())
                .build();
    }

    @AfterAll
    void close() throws IOException {
        runtime().close();
        http.close();
        redis.close();
        postgres.close();
    }

    private FunctionRuntime runtime() {
        return Objects.requireNonNull(started);
    }

    /// Those that need what engine graaljs has not.
    private static final Set<String> NEEDS_WEBASSEMBLY = Set.of("undici.js");

    /// Those that require a package which is an ES module by now; Lambda has to be told that they may.
    private static final Set<String> REQUIRES_MODULES = Set.of("fastify.js");

    static List<Path> handlersForBoth() throws IOException {
        return handlers().stream()
                .filter(handler ->
                        !NEEDS_WEBASSEMBLY.contains(handler.getFileName().toString()))
                .toList();
    }

    private static List<Path> handlers() throws IOException {
        try (Stream<Path> files = Files.list(HANDLERS)) {
            return files.sorted(Comparator.comparing(Path::getFileName)).toList();
        }
    }

    private FunctionSpec spec(Path handler) throws IOException {
        var name = "f" + functions.incrementAndGet();
        var code = InstalledPackages.at(INSTALLED).function(handler, directory.resolve(name));
        var spec = FunctionSpec.node(name, code)
                .handler("index.handler")
                .memoryMb(512)
                .timeout(Duration.ofMinutes(1));
        return REQUIRES_MODULES.contains(handler.getFileName().toString())
                ? spec.environment("NODE_OPTIONS", "--experimental-require-module")
                : spec;
    }

    private JsonNode answer(FunctionSpec spec) {
        runtime().create(spec);
        var event = JSON.createObjectNode()
                .put("http", http.url())
                .put("redis", redis.port())
                .put("postgres", postgres.port());
        try {
            return JSON.readTree(runtime()
                    .invoke(spec.name().value(), Event.json(event.toString()))
                    .orThrow()
                    .text());
        } finally {
            runtime().delete(spec.name().value());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handlersForBoth")
    void answersInsideThisJvmAsOnNode(Path handler) throws IOException {
        var spec = spec(handler);
        var onNode = answer(spec.engine("node"));

        assertThat(onNode.isNull()).isFalse();
        assertThat(answer(spec.engine("graaljs"))).isEqualTo(onNode);
    }

    @Test
    void runOnTheEngineThatTheTableNames() throws IOException {
        var table = Files.readString(Path.of("../docs/nodejs.md"));
        int inside = 0;
        var rows = new StringBuilder();
        for (var handler : handlers()) {
            var spec = spec(handler);
            var made = runtime().create(spec);
            runtime().delete(spec.name().value());
            if (made.engine().equals("graaljs")) inside++;
            int since = made.engineReason().indexOf(", since ");
            rows.append("| ")
                    .append(handler.getFileName().toString().replaceFirst("\\.m?js$", ""))
                    .append(" | ")
                    .append(made.engine())
                    .append(" | ")
                    .append(
                            since < 0
                                    ? ""
                                    : made.engineReason()
                                            .substring(since + ", since ".length())
                                            .replace("node_modules/", ""))
                    .append(" |\n");
        }
        assertThat(inside).isGreaterThanOrEqualTo(30);
        assertThat(table).contains(rows);
    }
}
