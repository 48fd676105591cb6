package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.core.telemetry.MemoryLogStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What CloudWatch Logs, STS and IAM answer on the wire, and what they do not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostedRequestsTest {
    private static final String JSON = "application/x-amz-json-1.1";

    private final HttpClient client = HttpClient.newHttpClient();
    private FunctionRuntime runtime;
    private LambdaApi.Running api;

    @BeforeAll
    void start() {
        var store = new MemoryLogStore(1 << 20, Clock.systemUTC());
        runtime = Samovar.builder().isolation(IN_PROCESS).logs(store).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .logs(store)
                .start();
    }

    @AfterAll
    void stop() {
        client.close();
        api.close();
        runtime.close();
    }

    private HttpRequest.Builder logs(String operation, String body) {
        return HttpRequest.newBuilder(api.uri().resolve("/"))
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "Logs_20140328." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void logsAnswerInTheirProtocol() {
        var made = send(logs("CreateLogGroup", "{\"logGroupName\":\"raw\"}"));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).isEmpty();
        assertThat(made.headers().firstValue("x-amzn-RequestId")).isPresent();

        var shown = send(logs("DescribeLogGroups", "{}"));
        assertThat(shown.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(shown.body()).startsWith("{\"logGroups\":[{\"logGroupName\":\"raw\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "DescribeLogStreams; {\"logGroupName\":\"none\"}; ResourceNotFoundException",
                "DescribeLogStreams; {\"logGroupName\":\"a b\"}; InvalidParameterException",
                "CreateLogGroup; {\"logGroupName\":7}; SerializationException",
                "CreateLogGroup; {\"logGroupName\":\"a\",\"tags\":{\"k\":{}}}; SerializationException",
                "CreateLogGroup; {; SerializationException",
                "CreateLogGroup; []; SerializationException",
                "CreateLogGroup; ''; InvalidParameterException",
                "PutLogEvents; {\"logGroupName\":\"a\",\"logStreamName\":\"b\",\"logEvents\":[null]}; InvalidParameterException",
                "Nonsense; {}; UnknownOperationException",
            })
    void logsRefuseInTheirProtocol(String operation, String body, String error) {
        var refused = send(logs(operation, body));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(refused.body()).startsWith("{\"__type\":\"" + error + "\",\"message\":\"");
    }

    @Test
    void refusesWebPages() {
        var refused = send(logs("DescribeLogGroups", "{}").header("Origin", "https://evil.example"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).startsWith("{\"__type\":\"AccessDeniedException\"");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var refused = send(logs("PutLogEvents", "x".repeat((8 << 20) + 1)).expectContinue(true));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).startsWith("{\"__type\":\"RequestEntityTooLargeException\"");
    }

    @Test
    void logsArePostedToTheRootOnly() {
        var lost = send(logs("DescribeLogGroups", "{}").uri(api.uri().resolve("/other")));

        assertThat(lost.statusCode()).isEqualTo(404);
    }

    private HttpRequest.Builder form(String body) {
        return HttpRequest.newBuilder(api.uri().resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void formsAreAnsweredWithXml() {
        var caller = send(form("Action=GetCallerIdentity&Version=2011-06-15"));
        var id = caller.headers().firstValue("x-amzn-RequestId").orElseThrow();
        assertThat(caller.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(caller.body())
                .isEqualTo("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:root</Arn>"
                        + "<UserId>000000000000</UserId><Account>000000000000</Account></GetCallerIdentityResult>"
                        + "<ResponseMetadata><RequestId>" + id + "</RequestId></ResponseMetadata>"
                        + "</GetCallerIdentityResponse>");

        var lost = send(form("Action=GetRole&Version=2010-05-08&RoleName=none"));
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body())
                .startsWith("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                        + "<Type>Sender</Type><Code>NoSuchEntity</Code>")
                .contains("<RequestId>"
                        + lost.headers().firstValue("x-amzn-RequestId").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "Version=2010-05-08; MissingAction",
                "Action=GetRole; InvalidAction",
                "Action=GetRole&Version=2011-01-01; InvalidAction",
                "Action=GetRole&Version=2010-05-08; ValidationError",
                "Action=GetRole&Version=2010-05-08&RoleName=%zz; MalformedInput",
                "Action=ListRoles&Version=2010-05-08&MaxItems=many; MalformedInput",
                "Action=ListRoles&Version=2010-05-08&MaxItems=0; ValidationError",
                "Action=TagRole&Version=2010-05-08&RoleName=r&Tags.member.1.Key=%3C; ValidationError",
            })
    void formsThatAreRefused(String body, String error) {
        var refused = send(form(body));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<Code>" + error + "</Code>");
    }

    @Test
    void refusesFormsOfWebPages() {
        var refused =
                send(form("Action=GetCallerIdentity&Version=2011-06-15").header("Origin", "https://evil.example"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessDeniedException</Code>");
    }

    @Test
    void textsThatXmlCannotHoldAreReplaced() {
        var refused = send(form("Action=GetRole&Version=2010-05-08&RoleName=%01%3C%26"));

        assertThat(refused.body()).contains("Value '\uFFFD&lt;&amp;' at 'roleName'");
    }
}
