package dev.samovar;

import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.InvocationResult.Failed;
import dev.samovar.api.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Handlers that we did not write: classes from Maven Central, their jars unchanged, behind the whole engine.
///
/// Each is a class whose authors meant it to be named as a Lambda function's handler. Frameworks get the few
/// classes
/// that their customer would write (`src/test/foreign`). The answer is the one their documentation promises;
/// a handler
/// that can only fail without a build plug-in or a cloud must fail with what the same class throws when it is
/// called
/// directly, in a plain class loader.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignHandlersTest {
    private static final String MICRONAUT = "io.micronaut.function.aws.";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// A function with an answer of its own for each event that the rows name.
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
              "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:queue"}]}""", "stream", """
            {"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": "InRlYSI=", "partitionKey": "p",
              "sequenceNumber": "1"}}]}""", "post", """
            {"path": "PATH", "httpMethod": "POST", "headers": {}, "body": "{\\"a\\": 2}"}""");

    @TempDir
    static Path directory;

    private final Map<String, ForeignPackage> packages = new HashMap<>();
    private FunctionRuntime runtime;
    private int functions;

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

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
            micronaut | proxy.payload1.ApiGatewayProxyRequestEventFunction | | rest /health/liveness | {}
            micronaut | proxy.payload2.APIGatewayV2HTTPEventFunction | | http /health/liveness | {}
            micronaut | proxy.alb.ApplicationLoadBalancerFunction | | balancer /health/liveness | {}
            micronaut | proxy.MicronautLambdaHandler | | rest /nobody | {}
            """)
    void explore(String set, String handler, String variables, String event, String answer) {
        create(set, MICRONAUT + handler, variables);
        System.out.println("#### " + handler + " "
                + runtime.invoke(name(), Event.json(event(event))).result());
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
            opentelemetry | io.opentelemetry.instrumentation.awslambdacore.v1_0.TracingRequestStreamWrapper   | H=handleRequest | traced / |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v2_2.TracingRequestWrapper       | H=map | {"a":1} |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v2_2.TracingRequestApiGatewayWrapper | H=api | traced /tea |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v2_2.TracingSqsEventWrapper       | H=queue | queue tea |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v3_11.TracingRequestWrapper       | H=map | {"a":1} |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v3_11.TracingRequestApiGatewayWrapper | H=api | traced /tea |
            opentelemetry | io.opentelemetry.instrumentation.awslambdaevents.v3_11.TracingSqsEventWrapper       | H=queue | queue tea |
            quarkus | io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler | | {"a":1} |
            quarkus | io.quarkus.amazon.lambda.http.LambdaHttpHandler | | http /x |
            quarkus | io.quarkus.funqy.lambda.FunqyStreamHandler | | http /x |
            spring-boot-2 | org.springframework.cloud.function.adapter.aws.FunctionInvoker | S=upper | "tea" |
            spring-boot-2 | org.springframework.cloud.function.adapter.aws.SpringBootStreamHandler | S=saw | {"a":1} |
            spring-boot-2 | org.springframework.cloud.function.adapter.aws.SpringBootRequestHandler::handleRequest | S=saw | {"a":1} |
            spring-boot-2 | org.springframework.cloud.function.adapter.aws.SpringBootApiGatewayRequestHandler | S=saw | post / |
            spring-boot-2 | org.springframework.cloud.function.adapter.aws.SpringBootKinesisEventHandler | S=upper | stream / |
            spring-function | org.springframework.cloud.function.adapter.aws.FunctionInvoker | S=upper | "tea" |
            spring-function | org.springframework.cloud.function.adapter.aws.FunctionInvoker | S=saw | queue tea |
            spring-boot-4 | com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler | S=upper | rest /tea |
            spring-boot-4 | com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler | S=upper | http /tea |
            struts | com.amazonaws.serverless.proxy.struts.StrutsLambdaHandler | | rest /tea.action |
            struts | com.amazonaws.serverless.proxy.struts.StrutsLambdaHandler | | rest /none.action |
            """)
    void explore2(String set, String handler, String variables, String event, String answer) {
        create(set, handler, variables);
        var i = runtime.invoke(dev.samovar.api.InvocationRequest.of(
                        dev.samovar.api.FunctionRef.parse(name()), Event.json(event(event)))
                .logType(dev.samovar.api.LogType.TAIL));
        var r = i.result();
        System.out.println("#### " + handler + " "
                + (r instanceof Failed f
                        ? f.fault().payload().text()
                        : i.orThrow().text()) + ((r.toString().contains("Failed") || i.orThrow().text().contains("de\":5")) ? i.logTail() : ""));
    }

    private void create(String set, String handler, String variables) {
        functions++;
        var code = packages.computeIfAbsent(set, name -> ForeignPackage.build(directory, name));
        var spec = FunctionSpec.java(name(), code.path())
                .handler(handler)
                .memoryMb(1024)
                .timeout(Duration.ofMinutes(2));
        if (variables == null) variables = "";
        if (variables.startsWith("H="))
            spec = spec.environment(
                            "OTEL_INSTRUMENTATION_AWS_LAMBDA_HANDLER", "app.Customer::" + variables.substring(2))
                    .environment("OTEL_TRACES_EXPORTER", "none")
                    .environment("OTEL_METRICS_EXPORTER", "none")
                    .environment("OTEL_LOGS_EXPORTER", "none");
        if (variables.startsWith("S="))
            spec = spec.environment("MAIN_CLASS", "app.Customer")
                    .environment("FUNCTION_NAME", variables.substring(2))
                    .environment("SPRING_CLOUD_FUNCTION_DEFINITION", variables.substring(2));
        runtime.create(spec);
    }

    private String name() {
        return "foreign-" + functions;
    }

    private static String event(String row) {
        var words = row.split(" ", 2);
        return EVENTS.containsKey(words[0]) ? EVENTS.get(words[0]).replace("PATH", words[1]) : row;
    }
}
