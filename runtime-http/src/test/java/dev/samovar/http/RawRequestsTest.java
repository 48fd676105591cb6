package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes over a socket byte by byte, twice, half, or from somebody who means no good.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RawRequestsTest {
    private static final String INVOKE = "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LIST = "GET /2015-03-31/functions/ HTTP/1.1\r\nHost: localhost\r\n";
    private static final int PATIENCE_MILLIS = 20_000;

    private FunctionRuntime runtime;
    private LambdaApi.Running api;

    @BeforeAll
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        runtime.create("echo", (event, context) -> Payload.of(event.toByteArray()));
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
    }

    @AfterAll
    void stop() {
        api.close();
        runtime.close();
    }

    /// Sends the parts one after the other and reads until so many answers are there, or the end.
    private String ask(int answers, String... parts) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            for (var part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            var got = new StringBuilder();
            for (int there;
                    !isComplete(got, answers)
                            && (there = socket.getInputStream().read()) >= 0; ) got.append((char) there);
            return got.toString();
        }
    }

    private static boolean isComplete(CharSequence got, int answers) {
        var answer = Pattern.compile(
                        "HTTP/1.1 \\d+ [^\r]*\r\n(?:[^\r]+\r\n)*?(?i:content-length): (\\d+)\r\n(?:[^\r]+\r\n)*\r\n")
                .matcher(got);
        var end = 0;
        for (var count = 0; count < answers; count++) {
            if (!answer.find(end)) return false;
            end = answer.end() + Integer.parseInt(answer.group(1));
            if (end > got.length()) return false;
        }
        return true;
    }

    @Test
    void readsABodyInPieces() throws IOException {
        var request = INVOKE + "Content-Length: 11\r\n\r\n{\"a\":\"b c\"}";

        assertThat(ask(1, request.split("(?<=.)", -1))).contains("200 OK", "{\"a\":\"b c\"}");
    }

    @Test
    void theOlderAsynchronousInvocationIsAccepted() throws IOException {
        var line = "POST /2014-11-13/functions/echo/invoke-async%s HTTP/1.1\r\nHost: localhost\r\n";

        assertThat(ask(1, line.formatted("/") + "Content-Length: 2\r\n\r\n{}")).startsWith("HTTP/1.1 202 Accepted\r\n");
        assertThat(ask(1, line.formatted("") + "Content-Length: 1\r\n\r\n{"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n");
    }

    @Test
    void readsChunks() throws IOException {
        assertThat(ask(1, INVOKE + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n", "0\r\n\r\n"))
                .endsWith("[1,2]");
    }

    @Test
    void asksForABodyThatWaits() throws IOException {
        assertThat(ask(1, INVOKE + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n", "[]"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\n")
                .endsWith("[]");
    }

    @Test
    void whoIsStillSendingHearsThatItIsTooMuch() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write((INVOKE + "Content-Length: 8000000\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413 ");

            for (int piece = 0; piece < 8; piece++) out.write(new byte[1_000_000]);
            out.write((INVOKE + "Content-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read())
                    .as("nothing more is said")
                    .isEqualTo(-1);
        }
    }

    @Test
    void doesNotAskForABodyThatItWouldRefuse() throws IOException {
        assertThat(ask(
                        1,
                        "POST /2015-03-31/functions/none/invocations HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"))
                .startsWith("HTTP/1.1 404 Not Found\r\n")
                .contains("Function not found: arn:aws:lambda:us-east-1:000000000000:function:none");
    }

    @Test
    void answersInTheOrderOfTheRequests() throws IOException {
        var got = ask(
                4,
                INVOKE + "Content-Length: 1\r\n\r\n1" + LIST + "\r\n" + INVOKE + "Content-Length: 1\r\n\r\n2"
                        + INVOKE.replace("echo", "none") + "Content-Length: 1\r\n\r\n3");

        assertThat(got).containsSubsequence("\r\n\r\n1HTTP/1.1", "\"Functions\"", "\r\n\r\n2HTTP/1.1", "not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0001\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n[]",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"
            })
    void refusesWhatCouldBeReadInTwoWays(String request) throws IOException {
        assertThat(ask(2, request + LIST + "\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .doesNotContain("Functions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"})
    void refusesWebPages(String header) throws IOException {
        assertThat(ask(1, LIST + header + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n")
                .doesNotContain("Access-Control");
    }

    @Test
    void refusesAnotherHost() throws IOException {
        assertThat(ask(1, LIST.replace("localhost", "evil.example") + "\r\n")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(ask(1, LIST.replace("Host: localhost\r\n", "") + "\r\n")).startsWith("HTTP/1.1 403 Forbidden\r\n");
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItComes() throws IOException {
        assertThat(ask(1, INVOKE + "Content-Length: 6291457\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains(
                        "RequestEntityTooLargeException",
                        "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    }

    @Test
    void refusesWhatIsNotEncodedWell() throws IOException {
        assertThat(ask(1, "GET /2015-03-31/functions/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
}
