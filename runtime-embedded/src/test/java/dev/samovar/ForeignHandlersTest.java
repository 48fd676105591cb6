package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Event;
import dev.samovar.api.Fault;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Invocation;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import dev.samovar.api.LogType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Handlers that we did not write: classes from Maven Central, their jars unchanged, behind the whole engine.
///
/// Almost all are classes that their authors made to be named as the handler of a Lambda function; the rest
/// are methods of libraries that happen to have a shape that Lambda calls. Frameworks get the few classes
/// that their customer would write (`src/test/foreign`). The answer is the one that their documentation
/// promises. Three cannot work without a build plug-in: they must fail with exactly what the same class
/// throws when it is called without us, in a plain class loader.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignHandlersTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The events that the rows name; what follows the name stands where it says `PATH`.
    private static final Map<String, String> EVENTS =
            Map.of("rest", """
            {"resource": "PATH", "path": "PATH", "httpMethod": "GET", "headers": {"Host": "api"},
             "multiValueHeaders": {"Host": ["api"]}, "body": null, "isBase64Encoded": false,
             "requestContext": {"requestId": "1", "path": "PATH", "httpMethod": "GET", "stage": "prod",
               "identity": {"sourceIp": "127.0.0.1"}}}""", "http", """
            {"version": "2.0", "routeKey": "$default", "rawPath": "PATH", "rawQueryString": "",
             "headers": {"host": "api"}, "isBase64Encoded": false,
             "requestContext": {"requestId": "1", "stage": "$default", "routeKey": "$default", "timeEpoch": 1,
               "http": {"method": "GET", "path": "PATH", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"}}}""", "balancer", """
            {"requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:0:targetgroup/t/1"}},
             "httpMethod": "GET", "path": "PATH", "queryStringParameters": {}, "headers": {"host": "api"},
             "body": "", "isBase64Encoded": false}""", "traced", """
            {"path": "PATH", "httpMethod": "GET",
             "headers": {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""", "queue", """
            {"Records": [{"messageId": "1", "body": "PATH", "attributes": {}, "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:queue"}]}""", "kinesis", """
            {"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": "InRlYSI=", "partitionKey": "p",
              "sequenceNumber": "1"}}]}""", "post", """
            {"path": "PATH", "httpMethod": "POST", "headers": {}, "body": "{\\"a\\": 2}"}""");

    @TempDir
    static Path directory;

    private final Map<String, ForeignPackage> packages = new ConcurrentHashMap<>();
    private final AtomicInteger functions = new AtomicInteger();
    private FunctionRuntime runtime;

    @BeforeAll
    void start() {
        runtime = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .initLimit(Duration.ofMinutes(2))
                .build();
    }

    @AfterAll
    void stop() {
        runtime.close();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payload1.ApiGatewayProxyRequestEventFunction | rest /health/liveness     | 200 | {"status":"UP"}
            payload2.APIGatewayV2HTTPEventFunction       | http /health/liveness     | 200 | {"status":"UP"}
            alb.ApplicationLoadBalancerFunction          | balancer /health/liveness | 200 | {"status":"UP"}
            MicronautLambdaHandler                       | rest /health/liveness     | 200 | {"status":"UP"}
            """)
    void micronautServesItsEndpoints(String handler, String event, int status, String body) {
        var answer = JSON.readTree(answer("micronaut", "io.micronaut.function.aws.proxy." + handler, Map.of(), event));

        assertThat(answer.get("statusCode").intValue()).isEqualTo(status);
        assertThat(answer.get("body").stringValue()).isEqualTo(body);
        assertThat(answer.get("isBase64Encoded").booleanValue()).isFalse();
        assertThat(answer.get("headers").get("Content-Type").stringValue()).isEqualTo("application/json");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            core.v1_0.TracingRequestStreamWrapper        | handleRequest | traced /tea | {"trace":"0af7651916cd43dd8448eb211c80319c"}
            events.v2_2.TracingRequestWrapper            | map   | {"a":1}     | {"saw":1}
            events.v2_2.TracingRequestApiGatewayWrapper  | api   | traced /tea | {"statusCode":201,"body":"/tea 0af7651916cd43dd8448eb211c80319c"}
            events.v2_2.TracingSqsEventWrapper           | queue | queue tea   | null
            events.v3_11.TracingRequestWrapper           | map   | {"a":1}     | {"saw":1}
            events.v3_11.TracingRequestApiGatewayWrapper | api   | traced /tea | {"statusCode":201,"body":"/tea 0af7651916cd43dd8448eb211c80319c"}
            events.v3_11.TracingSqsEventWrapper          | queue | queue tea   | null
            """)
    void openTelemetryWrapsTheCustomersHandlerInItsTrace(String wrapper, String method, String event, String answer) {
        var variables = Map.of(
                "OTEL_INSTRUMENTATION_AWS_LAMBDA_HANDLER", "app.Customer::" + method,
                "OTEL_TRACES_EXPORTER", "none",
                "OTEL_METRICS_EXPORTER", "none",
                "OTEL_LOGS_EXPORTER", "none");

        var invocation =
                invoke("opentelemetry", "io.opentelemetry.instrumentation.awslambda" + wrapper, variables, event);

        assertThat(JSON.readTree(invocation.orThrow().text())).isEqualTo(JSON.readTree(answer));
        assertThat(invocation.logTail().orElseThrow()).contains("reached " + method + "\n");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} {1}, {2}, {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            spring-boot-2   | FunctionInvoker                     | upper | "tea"        | "TEA"
            spring-boot-2   | SpringBootStreamHandler             | saw   | {"a":1}      | {"saw":{"a":1}}
            spring-boot-2   | SpringBootRequestHandler::handleRequest | saw | {"a":1}    | {"saw":{"a":1}}
            spring-boot-2   | SpringBootApiGatewayRequestHandler  | saw   | post /tea    | {"statusCode":200,"body":"{\\"saw\\":{\\"a\\":2}}"}
            spring-boot-2   | SpringBootKinesisEventHandler       | upper | kinesis tea  | ["TEA"]
            spring-function | FunctionInvoker                     | upper | "tea"        | "TEA"
            spring-function | FunctionInvoker                     | bodies | queue tea   | ["tea"]
            """)
    void springCloudCallsTheCustomersFunctions(
            String framework, String handler, String function, String event, String answer) {
        var variables = Map.of(
                "MAIN_CLASS", "app.Customer",
                "FUNCTION_NAME", function,
                "SPRING_CLOUD_FUNCTION_DEFINITION", function);

        var given = answer(framework, "org.springframework.cloud.function.adapter.aws." + handler, variables, event);

        assertThat(JSON.readTree(given)).isEqualTo(JSON.readTree(answer));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            spring-boot-4 | spring.SpringDelegatingLambdaContainerHandler | rest /tea           | 200 | application/json                | {"tea":"hot"}
            spring-boot-4 | spring.SpringDelegatingLambdaContainerHandler | http /tea           | 200 | application/json                | {"tea":"hot"}
            struts        | struts.StrutsLambdaHandler                    | rest /tea.action    | 200 | application/json; charset=UTF-8 | {"tea":"hot"}
            struts        | struts.StrutsLambdaHandler                    | rest /nobody.action | 404 |                                 | ``
            """)
    void servletContainersServeTheCustomersApplication(
            String framework, String handler, String event, int status, @Nullable String type, String body) {
        var answer = JSON.readTree(answer(
                framework, "com.amazonaws.serverless.proxy." + handler, Map.of("MAIN_CLASS", "app.Customer"), event));

        assertThat(answer.get("statusCode").intValue()).isEqualTo(status);
        assertThat(answer.get("body").stringValue()).isEqualTo(body);
        if (type != null)
            assertThat(answer.get("multiValueHeaders")
                            .get("Content-Type")
                            .get(0)
                            .stringValue())
                    .isEqualTo(type);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void quarkusCallsTheCustomersStreamHandler() {
        var answer = answer("quarkus", "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler", Map.of(), "{\"a\":1}");

        assertThat(answer).isEqualTo("{\"quarkus\":{\"a\":1}}");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void quarkusAnswersWithItsOwnErrorWhenItsServerIsMissing() {
        var invocation = invoke("quarkus", "io.quarkus.amazon.lambda.http.LambdaHttpHandler", Map.of(), "http /tea");

        assertThat(JSON.readTree(invocation.orThrow().text())).isEqualTo(JSON.readTree("""
                {"statusCode": 500, "multiValueHeaders": {"Content-Type": ["application/json"]},
                 "body": "{ \\"message\\": \\"Internal Server Error\\" }", "isBase64Encoded": false}"""));
        assertThat(invocation.logTail().orElseThrow())
                .contains("java.lang.RuntimeException: No virtual channel available");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            org.apache.commons.text.StringEscapeUtils::escapeHtml4 | "<tea>"      | "&lt;tea&gt;"
            org.apache.commons.codec.language.Soundex::soundex     | "Samovar"    | "S516"
            org.apache.commons.lang3.StringUtils::reverse          | "tea"        | "aet"
            """)
    void methodsOfLibrariesAreHandlersToo(String handler, String event, String answer) {
        assertThat(answer("struts", handler, Map.of(), event)).isEqualTo(answer);
    }

    /// What is thrown while a handler is made is told without its trace, as by Lambda's own client.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HANDLER | micronaut | io.micronaut.function.aws.MicronautRequestStreamHandler",
                "INIT    | micronaut | io.micronaut.function.aws.alexa.AlexaFunction",
                "HANDLER | quarkus   | io.quarkus.funqy.lambda.FunqyStreamHandler",
            })
    void failsAsItDoesWithoutUs(Fault.Kind kind, String framework, String handler) throws Exception {
        var name = nextName();

        var failed = (Failed) invoke(name, framework, handler, Map.of(), "{}").result();

        var thrown = DirectCall.thrown(code(framework), handler, name, "{}");
        var body = (ObjectNode) JSON.readTree(failed.fault().payload().text());
        assertThat(body.get("errorType").stringValue())
                .isEqualTo(thrown.getClass().getName());
        assertThat(body.get("errorMessage").stringValue()).isEqualTo(thrown.getMessage());
        assertThat(failed.fault().kind()).isEqualTo(kind);
        assertThat(body.path("stackTrace").path(0).stringValue(""))
                .isEqualTo(kind == Fault.Kind.INIT ? "" : thrown.getStackTrace()[0].toString());
    }

    private String answer(String framework, String handler, Map<String, String> variables, String event) {
        return invoke(framework, handler, variables, event).orThrow().text();
    }

    private Invocation invoke(String framework, String handler, Map<String, String> variables, String event) {
        return invoke(nextName(), framework, handler, variables, event);
    }

    private String nextName() {
        return "foreign-" + functions.incrementAndGet();
    }

    private Invocation invoke(
            String name, String framework, String handler, Map<String, String> variables, String event) {
        var spec = FunctionSpec.java(name, code(framework).path())
                .handler(handler)
                .memoryMb(1024)
                .timeout(Duration.ofMinutes(2));
        for (var variable : variables.entrySet()) spec = spec.environment(variable.getKey(), variable.getValue());
        runtime.create(spec);
        return runtime.invoke(InvocationRequest.of(FunctionRef.parse(name), Event.json(event(event)))
                .logType(LogType.TAIL));
    }

    private ForeignPackage code(String framework) {
        return packages.computeIfAbsent(framework, name -> ForeignPackage.build(directory, name));
    }

    private static String event(String row) {
        var words = row.split(" ", 2);
        var named = EVENTS.get(words[0]);
        return named == null ? row : named.replace("PATH", words[1]);
    }
}
