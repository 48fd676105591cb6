package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A native library, which a JVM loads for one class loader only, in several environments at once:
/// snappy-java as it lies on Maven Central. `jar` is its own way (taken out of the jar to `/tmp`, then
/// `System.load`); `package` is `System.loadLibrary` of a file in the package's `lib`.
final class NativeLibrariesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path directory;

    private FunctionRuntime runtime;

    @BeforeEach
    void start() {
        runtime = Samovar.builder().isolation(Isolation.IN_PROCESS).build();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar", "package"})
    void servesTwoEnvironmentsOfOneFunctionAtOnce(String library) throws Exception {
        runtime.create(function(library));

        var answers = atOnce(List.of("f", "f"));

        assertThat(answers)
                .extracting(answer -> answer.get("text").stringValue())
                .containsOnly("tea");
        assertThat(answers)
                .extracting(answer -> answer.get("environment").stringValue())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar", "package"})
    void servesTwoVersionsAtOnce(String library) throws Exception {
        var spec = function(library);
        runtime.create(spec);
        runtime.publish("f");
        runtime.update(spec.environment("RELEASE", "2"));
        runtime.publish("f");

        var answers = atOnce(List.of("f:1", "f:2"));

        assertThat(answers)
                .extracting(answer -> answer.get("text").stringValue())
                .containsOnly("tea");
        assertThat(answers)
                .extracting(answer -> answer.get("version").stringValue())
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar", "package"})
    void isLoadedAgainAfterAnEnvironmentHasEnded(String library) throws Exception {
        runtime.create(function(library));
        assertThat(restored()).isEqualTo("tea");

        assertThat(runtime.invoke("f", Event.json("{\"exit\":3}")).result()).isInstanceOf(Failed.class);

        assertThat(restored()).isEqualTo("tea");
        runtime.delete("f");
        runtime.create(function(library));
        assertThat(restored()).isEqualTo("tea");
    }

    private FunctionSpec function(String library) throws Exception {
        var made = directory.resolve("snappy");
        var code = Files.isDirectory(made) ? new ForeignPackage(made) : ForeignPackage.build(directory, "snappy");
        if (library.equals("package")) takeOutLibrary(code);
        return FunctionSpec.java("f", code.path())
                .handler("app.Customer::restore")
                .environment("LIBRARY", library);
    }

    /// Lays snappy's library for this machine into the package's `lib`, as a customer's build would.
    private static void takeOutLibrary(ForeignPackage code) throws Exception {
        var to = code.path().resolve("lib").resolve(System.mapLibraryName("snappyjava"));
        if (Files.exists(to)) return;
        try (var loader =
                new URLClassLoader(new URL[] {code.jars().getFirst().toUri().toURL()}, null)) {
            var machine = loader.loadClass("org.xerial.snappy.OSInfo").getMethod("getNativeLibFolderPathForCurrentOS");
            var name = "org/xerial/snappy/native/" + machine.invoke(null) + "/" + System.mapLibraryName("snappyjava");
            try (var in = loader.getResourceAsStream(name)) {
                Files.copy(in, to);
            }
        }
    }

    private String restored() {
        return JSON.readTree(runtime.invoke("f", Event.json("{\"text\":\"tea\"}"))
                        .orThrow()
                        .text())
                .get("text")
                .stringValue();
    }

    /// The answers of handlers that all had loaded the library before any was told to go on.
    private List<JsonNode> atOnce(List<String> references) throws IOException {
        var inside = new ArrayList<Socket>();
        try (var server = new ServerSocket(0, references.size(), InetAddress.getLoopbackAddress())) {
            var event = Event.json("{\"text\":\"tea\",\"port\":" + server.getLocalPort() + "}");
            var calls = references.stream()
                    .map(reference -> CompletableFuture.supplyAsync(
                            () -> runtime.invoke(reference, event).orThrow().text(), Thread::startVirtualThread))
                    .toList();
            while (inside.size() < references.size()) inside.add(server.accept());
            for (var handler : inside) handler.close();
            return calls.stream().map(call -> JSON.readTree(call.join())).toList();
        }
    }
}
