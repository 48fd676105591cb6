package dev.samovar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.Code;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Isolation;
import dev.samovar.api.RuntimeId;
import dev.samovar.http.auth.FunctionAccess;
import dev.samovar.process.ChildProcesses;
import dev.samovar.process.SandboxUse;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import dev.samovar.spi.ProcessLauncher;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions in sandboxes that invoke others at the endpoint, by AWS's client, and what an endpoint asks of them.
final class SandboxedCallersTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");
    private static final Credentials KEYS = new Credentials("AKIDOWN", "secret", null, Caller.root(ACCOUNT.id()));

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void findPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    private FunctionRuntime runtime(FunctionAccess access, ProcessLauncher launcher) {
        return Samovar.builder()
                .isolation(Isolation.PROCESS)
                .processes(launcher)
                .variables(access)
                .build();
    }

    private FunctionSpec function(String name, String method) throws IOException {
        var code = directory.resolve("code");
        if (Files.notExists(code)) {
            var path = Calling.class.getName().replace('.', '/') + ".class";
            Files.createDirectories(code.resolve(path).getParent());
            try (var in = Calling.class.getResourceAsStream("/" + path)) {
                Files.copy(in, code.resolve(path));
            }
            Files.createDirectories(code.resolve("lib"));
            for (var one : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                var jar = Path.of(one);
                if (one.endsWith(".jar") && one.matches(".*(awssdk|reactive-streams|slf4j-api).*"))
                    Files.copy(jar, code.resolve("lib").resolve(jar.getFileName()));
            }
        }
        return FunctionSpec.of(name, new RuntimeId("java25"), new Code.OnDisk(code))
                .handler(Calling.class.getName() + "::" + method)
                .memoryMb(512)
                .timeout(Duration.ofSeconds(30));
    }

    /// What a function answers that calls another.
    ///
    /// @param method of [Calling]
    private String called(String method) throws IOException {
        var access = new FunctionAccess();
        var launcher = ChildProcesses.builder().endpoint(port).build();
        try (var runtime = runtime(access, launcher);
                var _ = LambdaApi.on(runtime, ACCOUNT)
                        .credentials(id -> Optional.of(KEYS).filter(it -> id.equals(it.accessKeyId())))
                        .functions(access)
                        .port(port)
                        .start()) {
            runtime.create(function("called", "echo"));
            runtime.create(function("calling", method));
            return runtime.invoke("calling", Event.json("\"called\"")).orThrow().text();
        }
    }

    @Test
    void invokeOthersWithTheKeysThatTheyAreGiven() throws IOException {
        assertThat(called("call")).isEqualTo("\"\\\"tea\\\"\"");
    }

    @Test
    void areRefusedWithOthers() throws IOException {
        assertThat(called("guess")).isEqualTo("\"403 InvalidSignatureException\"");
    }

    @Test
    void reachNoEndpointThatAsksForNoCredentials() {
        try (var runtime = runtime(
                new FunctionAccess(), ChildProcesses.builder().endpoint(port).build())) {
            assertThatThrownBy(LambdaApi.on(runtime, ACCOUNT).port(port)::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the endpoint needs credentials: functions that are not trusted reach it");
        }
    }

    @Test
    void reachNoSuchEndpointWithoutASandbox() throws IOException {
        // Nothing can be mounted in a directory of such a name.
        var unmountable = Files.createDirectories(directory.resolve("a b"));
        var launcher = ChildProcesses.builder().directory(unmountable);
        try (var runtime = runtime(
                new FunctionAccess(), launcher.sandbox(SandboxUse.OPTIONAL).build())) {
            assertThatThrownBy(LambdaApi.on(runtime, ACCOUNT)::start).isInstanceOf(IllegalStateException.class);
        }
        try (var runtime = runtime(
                        new FunctionAccess(),
                        launcher.sandbox(SandboxUse.REQUIRED).build());
                var api = LambdaApi.on(runtime, ACCOUNT).start()) {
            assertThat(api.uri()).isNotNull();
        }
    }
}
