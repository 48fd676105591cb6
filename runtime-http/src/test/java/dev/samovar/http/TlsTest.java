package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionUrl.AuthType;
import dev.samovar.api.FunctionUrl.InvokeMode;
import dev.samovar.api.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An endpoint with a certificate of its own, made by the JDK's keytool.
final class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");

    @TempDir
    private Path directory;

    private KeyStore keys() throws IOException, InterruptedException, GeneralSecurityException {
        var file = directory.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "endpoint",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        var text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + kind + "-----\n";
        return Files.writeString(directory.resolve(name), text);
    }

    private LambdaApi.Running serving(FunctionRuntime runtime, KeyStore keys)
            throws IOException, GeneralSecurityException {
        var certificate =
                pem("cert.pem", "CERTIFICATE", keys.getCertificate("endpoint").getEncoded());
        var key =
                pem("key.pem", "PRIVATE KEY", keys.getKey("endpoint", PASSWORD).getEncoded());
        return LambdaApi.on(runtime, ACCOUNT).tls(certificate, key).start();
    }

    private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("endpoint", keys.getCertificate("endpoint"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void answersOverTls() throws Exception {
        var keys = keys();
        try (var runtime = Samovar.builder().isolation(IN_PROCESS).build();
                var api = serving(runtime, keys);
                var client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
            runtime.create("f", (event, context) -> Payload.json("7"));

            assertThat(api.uri().getScheme()).isEqualTo("https");
            var invoke = HttpRequest.newBuilder(api.uri().resolve("/2015-03-31/functions/f/invocations"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertThat(client.send(invoke.build(), BodyHandlers.ofString()).body())
                    .isEqualTo("7");

            var plain = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + api.uri().getPort() + "/"));
            assertThatThrownBy(() -> client.send(plain.build(), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void functionUrlsTellOfTls() throws Exception {
        var keys = keys();
        try (var runtime = Samovar.builder().isolation(IN_PROCESS).build();
                var api = serving(runtime, keys);
                var socket = trusting(keys)
                        .getSocketFactory()
                        .createSocket("127.0.0.1", api.uri().getPort())) {
            runtime.create("f", (event, context) -> Payload.of(event.toByteArray()));
            var url = runtime.control()
                    .functionUrls()
                    .create(new FunctionName("f"), null, AuthType.AWS_IAM, null, InvokeMode.BUFFERED);
            var request = "GET /?X-Amz-Signature=any HTTP/1.1\r\nHost: " + url.id()
                    + ".lambda-url.us-east-1.on.aws\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"x-forwarded-proto\":\"https\"", "\"x-forwarded-port\":\"443\"")
                    .contains("\"x-amzn-tls-version\":\"TLSv1.", "\"x-amzn-tls-cipher-suite\":\"TLS_");
        }
    }

    @Test
    void saysWhatIsNoCertificate() throws IOException {
        var none = Files.writeString(directory.resolve("none.pem"), "nothing");
        try (var runtime = Samovar.builder().isolation(IN_PROCESS).build()) {
            var api = LambdaApi.on(runtime, ACCOUNT);
            assertThatThrownBy(() -> api.tls(none, none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none.pem");
        }
    }
}
