package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.FunctionUrl.AuthType;
import dev.samovar.api.FunctionUrl.Cors;
import dev.samovar.api.FunctionUrl.InvokeMode;
import dev.samovar.api.Handler;
import dev.samovar.api.Payload;
import dev.samovar.api.Permission;
import dev.samovar.api.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to function URLs, as events and as responses.
///
/// Source: contract of the HTTP front, "Function URLs".
final class FunctionUrlTest {
    private static final FunctionName F = new FunctionName("f");
    private static final int PATIENCE_MILLIS = 20_000;

    private FunctionRuntime runtime;
    private LambdaApi.Running api;

    @BeforeEach
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
    }

    @AfterEach
    void stop() {
        api.close();
        runtime.close();
    }

    private FunctionUrl open(Handler handler) {
        runtime.create(FunctionSpec.host("f", handler));
        letEverybodyIn();
        return runtime.control().functionUrls().create(F, null, AuthType.NONE, null, InvokeMode.BUFFERED);
    }

    private void letEverybodyIn() {
        var policies = runtime.control().policies();
        policies.add(F, null, Permission.of("url", "*", "lambda:InvokeFunctionUrl"), null);
        policies.add(F, null, Permission.of("function", "*", "lambda:InvokeFunction"), null);
    }

    private FunctionUrl answers(String payload) {
        return open((event, context) -> Payload.json(payload));
    }

    /// One request on a connection of its own; all of the answer.
    private String ask(FunctionUrl url, String line, String... headersThenBody) throws IOException {
        return askHost(url.id() + ".lambda-url.us-east-1.localhost:" + api.uri().getPort(), line, headersThenBody);
    }

    private String askHost(String host, String line, String... headersThenBody) throws IOException {
        var head = new StringBuilder(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
        var body = "";
        for (var part : headersThenBody) {
            if (part.startsWith("=")) body = part.substring(1);
            else head.append(part).append("\r\n");
        }
        if (!body.isEmpty())
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode body(String answer) {
        return JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void aRequestBecomesAnEvent() throws IOException {
        var url = open((event, context) -> Payload.of(event.toByteArray()));

        var event = body(ask(
                url,
                "POST /a%20b/c?x=1&y=2%203&x=4",
                "Content-Type: application/json",
                "Cookie: one=1; two=2",
                "X-Many: a",
                "X-Many: b",
                "User-Agent: tea",
                "={\"q\":1}"));

        assertThat(event.path("version").asString()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asString()).isEqualTo("$default");
        assertThat(event.path("rawPath").asString()).isEqualTo("/a%20b/c");
        assertThat(event.path("rawQueryString").asString()).isEqualTo("x=1&y=2%203&x=4");
        assertThat(event.path("queryStringParameters").toString()).isEqualTo("{\"x\":\"1,4\",\"y\":\"2 3\"}");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"one=1\",\"two=2\"]");
        assertThat(event.path("headers").path("x-many").asString()).isEqualTo("a,b");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("headers").path("x-forwarded-for").asString()).isEqualTo("127.0.0.1");
        assertThat(event.path("body").asString()).isEqualTo("{\"q\":1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        var context = event.path("requestContext");
        assertThat(context.path("accountId").asString()).isEqualTo("anonymous");
        assertThat(context.path("apiId").asString()).isEqualTo(url.id());
        assertThat(context.path("domainPrefix").asString()).isEqualTo(url.id());
        assertThat(context.path("http").toString())
                .isEqualTo("{\"method\":\"POST\",\"path\":\"/a%20b/c\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"tea\"}");
        assertThat(context.path("time").asString()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    }

    @Test
    void aCallBelongsToATrace() throws IOException {
        var url = open((event, context) -> Payload.of(event.toByteArray()));

        var begun = ask(url, "GET /");
        var trace = body(begun).path("headers").path("x-amzn-trace-id").asString();
        assertThat(trace).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(begun).containsIgnoringCase("X-Amzn-Trace-Id: " + trace + "\r\n");
        var given = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        assertThat(ask(url, "GET /", "X-Amzn-Trace-Id: " + given)).contains("\"x-amzn-trace-id\":\"" + given + "\"");
    }

    @Test
    void whatIsNotThereIsAbsent() throws IOException {
        var event = body(ask(open((event1, context) -> Payload.of(event1.toByteArray())), "GET /"));

        assertThat(event.has("body")).isFalse();
        assertThat(event.has("cookies")).isFalse();
        assertThat(event.has("queryStringParameters")).isFalse();
        assertThat(event.path("rawQueryString").asString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/octet-stream, true",
        "multipart/form-data, true",
        "text/plain; charset=utf-8, false",
        "application/vnd.api+json, false",
        "application/x-www-form-urlencoded, false",
        "application/xml, false"
    })
    void bodiesThatAreNoTextAreBase64(String type, boolean encoded) throws IOException {
        var url = open((event, context) -> Payload.of(event.toByteArray()));

        var event = body(ask(url, "PUT /", "Content-Type: " + type, "=a"));

        assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(encoded);
        assertThat(event.path("body").asString()).isEqualTo(encoded ? "YQ==" : "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"hello\"|hello",
                "[1,2]|[1,2]",
                "3.1|3.1",
                "true|true",
                "null|null",
                "{\"a\":\"b\"}|{\"a\":\"b\"}"
            })
    void answersWithoutAStatusAreInferred(String payload, String body) throws IOException {
        assertThat(ask(answers(payload), "GET /"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-type: application/json\r\n")
                .endsWith("\r\n\r\n" + body);
    }

    @Test
    void answersWithAStatusAreMapped() throws IOException {
        var got = ask(
                answers(
                        "{\"statusCode\":\"201\",\"headers\":{\"X-A\":\"b\\r\\nEvil: 1\",\"Content-Type\":\"text/html\"},"
                                + "\"cookies\":[\"a=1\",\"b=2\"],\"body\":\"aGk=\",\"isBase64Encoded\":true}"),
                "GET /");

        assertThat(got)
                .startsWith("HTTP/1.1 201 Created\r\n")
                .containsIgnoringCase("x-a: b  Evil: 1\r\n")
                .containsIgnoringCase("content-type: text/html\r\n")
                .containsIgnoringCase("set-cookie: a=1\r\n")
                .containsIgnoringCase("set-cookie: b=2\r\n")
                .containsIgnoringCase("x-amzn-requestid: ")
                .endsWith("\r\n\r\nhi");
    }

    @Test
    void aFailureIsABadGateway() throws IOException {
        var url = open((event, context) -> {
            throw new IllegalStateException("secret");
        });

        assertThat(ask(url, "GET /"))
                .startsWith("HTTP/1.1 502 Bad Gateway\r\n")
                .endsWith("\r\n\r\nInternal Server Error");
    }

    @Test
    void nobodyIsLetInWithoutBothPermissions() throws IOException {
        runtime.create(FunctionSpec.host("f", (event, context) -> Payload.NULL));
        var control = runtime.control();
        var url = control.functionUrls().create(F, null, AuthType.NONE, null, InvokeMode.BUFFERED);

        assertThat(ask(url, "GET /"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n")
                .containsIgnoringCase("x-amzn-errortype: AccessDeniedException\r\n")
                .contains("{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues");
        control.policies().add(F, null, Permission.of("url", "*", "lambda:InvokeFunctionUrl"), null);
        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        control.policies().add(F, null, Permission.of("function", "*", "lambda:InvokeFunction"), null);
        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(askHost("nothing.lambda-url.us-east-1.on.aws", "GET /"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n")
                .endsWith("{\"Message\":null}");
        assertThat(askHost(url.id().toUpperCase(Locale.ROOT) + ".LAMBDA-URL.us-east-1.on.aws", "GET /"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void anIamUrlTakesSignedRequestsOnly() throws IOException {
        runtime.create(FunctionSpec.host("f", (event, context) -> Payload.of(event.toByteArray())));
        var url = runtime.control().functionUrls().create(F, null, AuthType.AWS_IAM, null, InvokeMode.BUFFERED);

        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        var event = body(ask(
                url,
                "GET /",
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIA1/20260101/us-east-1/lambda/aws4_request,"
                        + " SignedHeaders=host, Signature=00"));
        assertThat(event.path("requestContext").path("accountId").asString()).isEqualTo("000000000000");
        assertThat(event.path("requestContext")
                        .path("authorizer")
                        .path("iam")
                        .path("accessKey")
                        .asString())
                .isEqualTo("AKIA1");
    }

    @Test
    void anAliasHasAUrlAndAPolicyOfItsOwn() throws IOException {
        runtime.create(
                FunctionSpec.host("f", (event, context) -> Payload.json("\"" + context.functionVersion() + "\"")));
        var control = runtime.control();
        control.publishVersion(F, null, null, null);
        control.awaitSettled(F);
        var live = new AliasName("live");
        control.createAlias(F, live, new Version(1), null, "");
        var url = control.functionUrls().create(F, live, AuthType.NONE, null, InvokeMode.BUFFERED);
        letEverybodyIn();
        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        control.policies().add(F, live, Permission.of("url", "*", "lambda:*"), null);
        assertThat(ask(url, "GET /")).endsWith("\r\n\r\n1");

        control.deleteAlias(F, live);

        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 403 Forbidden\r\n");
    }

    @Test
    void browsersAreToldOfOtherOrigins() throws IOException {
        runtime.create(FunctionSpec.host(
                "f",
                (event, context) -> Payload.json(
                        "{\"statusCode\":200,\"headers\":{\"access-control-allow-origin\":\"*\"},\"body\":\"x\"}")));
        letEverybodyIn();
        var cors = new Cors(true, List.of("x-a"), List.of("GET"), List.of("https://example.org"), List.of("x-b"), 60);
        var url = runtime.control().functionUrls().create(F, null, AuthType.NONE, cors, InvokeMode.BUFFERED);

        assertThat(ask(url, "OPTIONS /", "Origin: https://example.org", "Access-Control-Request-Method: GET"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Access-Control-Allow-Origin: https://example.org\r\n")
                .contains("Access-Control-Allow-Methods: GET\r\n")
                .contains("Access-Control-Allow-Headers: x-a\r\n")
                .contains("Access-Control-Max-Age: 60\r\n")
                .contains("Access-Control-Allow-Credentials: true\r\n")
                .endsWith("\r\n\r\n");
        assertThat(ask(url, "GET /", "Origin: https://example.org"))
                .contains("Access-Control-Allow-Origin: https://example.org\r\n")
                .contains("Access-Control-Expose-Headers: x-b\r\n")
                .doesNotContainIgnoringCase("access-control-allow-origin: *");
        assertThat(ask(url, "GET /", "Origin: https://evil.example"))
                .endsWith("\r\n\r\nx")
                .doesNotContainIgnoringCase("access-control-");
    }

    @Test
    void whatDoesNotStreamIsAnsweredWholeByAUrlForStreams() throws IOException {
        runtime.create(FunctionSpec.host("f", (event, context) -> Payload.json("\"whole\"")));
        letEverybodyIn();
        var url = runtime.control().functionUrls().create(F, null, AuthType.NONE, null, InvokeMode.RESPONSE_STREAM);

        assertThat(ask(url, "GET /")).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nwhole");
    }

    @Test
    void theApiIsNotReachedThroughAFunctionsName() throws IOException {
        var url = open((event, context) -> Payload.json("\"mine\""));

        assertThat(ask(url, "GET /2015-03-31/functions")).endsWith("\r\n\r\nmine");
    }
}
