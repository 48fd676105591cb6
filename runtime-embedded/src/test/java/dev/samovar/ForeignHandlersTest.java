package dev.samovar;

import dev.samovar.api.*;
import java.io.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.zip.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForeignHandlersTest {
    @TempDir
    Path directory;

    Path pack(String set, Map<String, String> resources, String... sources) throws Exception {
        var lib = Path.of("src/test/foreign", set, "target/lib");
        var jars = new ArrayList<Path>();
        try (var l = Files.list(lib)) {
            l.sorted().forEach(jars::add);
        }
        var cp = new StringBuilder();
        for (var j : jars) cp.append(j).append(File.pathSeparator);
        var classes = Files.createDirectories(directory.resolve(set + "-classes"));
        if (sources.length > 0) Jars.compileInto(classes, cp + System.getProperty("java.class.path"), sources);
        for (var e : resources.entrySet()) {
            Files.createDirectories(classes.resolve(e.getKey()).getParent());
            Files.writeString(classes.resolve(e.getKey()), e.getValue());
        }
        var l = Files.createDirectories(classes.resolve("lib"));
        for (var j : jars) Files.copy(j, l.resolve(j.getFileName().toString()));
        return classes;
    }

    void run(FunctionRuntime r, Path code, String handler, Map<String, String> env, String event) {
        long t = System.nanoTime();
        try {
            String name = "f" + System.nanoTime();
            var spec = FunctionSpec.java(name, code)
                    .handler(handler)
                    .memoryMb(1024)
                    .timeout(Duration.ofSeconds(60));
            for (var e : env.entrySet()) spec = spec.environment(e.getKey(), e.getValue());
            r.create(spec);
            var i = r.invoke(InvocationRequest.of(FunctionRef.parse(name), Event.json(event))
                    .logType(LogType.TAIL));
            var res = i.result();
            System.out.println("#### " + handler + " " + (System.nanoTime() - t) / 1000000 + " ms\n"
                    + switch (res) {
                        case InvocationResult.Returned x ->
                            "RETURNED " + x.payload().text();
                        case InvocationResult.Failed f ->
                            "FAILED " + f.fault().kind() + " "
                                    + f.fault().payload().text() + "\n--log:\n" + i.logTail();
                        default -> res.toString();
                    });
        } catch (Throwable e) {
            System.out.println("#### " + handler + " THROWN");
            e.printStackTrace(System.out);
        }
    }

    static final String V1 =
            "{\"resource\":\"/health\",\"path\":\"/health\",\"httpMethod\":\"GET\",\"headers\":{\"Accept\":\"application/json\",\"Host\":\"api\"},\"multiValueHeaders\":{\"Accept\":[\"application/json\"]},\"requestContext\":{\"requestId\":\"1\",\"httpMethod\":\"GET\",\"path\":\"/health\",\"stage\":\"prod\",\"identity\":{\"sourceIp\":\"127.0.0.1\"}},\"body\":null,\"isBase64Encoded\":false}";
    static final String V2 =
            "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/health\",\"rawQueryString\":\"\",\"headers\":{\"accept\":\"application/json\",\"host\":\"api\"},\"requestContext\":{\"http\":{\"method\":\"GET\",\"path\":\"/health\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"x\"},\"requestId\":\"1\",\"routeKey\":\"$default\",\"stage\":\"$default\",\"timeEpoch\":1},\"isBase64Encoded\":false}";
    static final String ALB =
            "{\"requestContext\":{\"elb\":{\"targetGroupArn\":\"arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/t/1\"}},\"httpMethod\":\"GET\",\"path\":\"/health\",\"queryStringParameters\":{},\"headers\":{\"accept\":\"application/json\",\"host\":\"api\"},\"body\":\"\",\"isBase64Encoded\":false}";

    @Test
    void explore() throws Exception {
        try (var r = Samovar.builder()
                .isolation(Isolation.IN_PROCESS)
                .initLimit(Duration.ofSeconds(60))
                .build()) {
            var only = System.getProperty("only", "micronaut,otel,quarkus,boot2,boot4,scf,struts");
            if (only.contains("micronaut")) {
                var c = pack("micronaut", Map.of());
                run(r, c, "io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction", Map.of(), V1);
                run(
                        r,
                        c,
                        "io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction",
                        Map.of(),
                        V1.replace("health", "none"));
                run(r, c, "io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction", Map.of(), V2);
                run(r, c, "io.micronaut.function.aws.proxy.alb.ApplicationLoadBalancerFunction", Map.of(), ALB);
                run(r, c, "io.micronaut.function.aws.proxy.MicronautLambdaHandler", Map.of(), V1);
                run(
                        r,
                        c,
                        "io.micronaut.function.aws.MicronautRequestStreamHandler",
                        Map.of("MICRONAUT_FUNCTION_NAME", "none"),
                        "{}");
                run(
                        r,
                        c,
                        "io.micronaut.function.aws.alexa.AlexaFunction",
                        Map.of(),
                        "{\"version\":\"1.0\",\"request\":{\"type\":\"LaunchRequest\",\"requestId\":\"1\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"locale\":\"en-US\"}}");
            }
            if (only.contains("otel")) {
                var c = pack("opentelemetry", Map.of(), """
                    package app; import java.util.*; import com.amazonaws.services.lambda.runtime.*; import com.amazonaws.services.lambda.runtime.events.*; import java.io.*;
                    public class Customer implements RequestStreamHandler {
                      public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException { out.write("{\\"trace\\":\\"".getBytes()); out.write(io.opentelemetry.api.trace.Span.current().getSpanContext().getTraceId().getBytes()); out.write("\\"}".getBytes()); }
                      public Map<String,Object> map(Map<String,Object> e, Context c) { return Map.of("saw", e.get("a"), "recording", io.opentelemetry.api.trace.Span.current().isRecording()); }
                      public APIGatewayProxyResponseEvent api(APIGatewayProxyRequestEvent e, Context c) { return new APIGatewayProxyResponseEvent().withStatusCode(201).withBody(e.getPath() + " " + io.opentelemetry.api.trace.Span.current().getSpanContext().getTraceId()); }
                      public String sqs(SQSEvent e, Context c) { return e.getRecords().get(0).getBody(); }
                    }
                    """);
                var h = "OTEL_INSTRUMENTATION_AWS_LAMBDA_HANDLER";
                run(
                        r,
                        c,
                        "io.opentelemetry.instrumentation.awslambdacore.v1_0.TracingRequestStreamWrapper",
                        Map.of(h, "app.Customer::handleRequest"),
                        "{\"headers\":{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}}");
                for (var v : List.of("2_2", "3_11")) {
                    run(
                            r,
                            c,
                            "io.opentelemetry.instrumentation.awslambdaevents.v" + v + ".TracingRequestWrapper",
                            Map.of(h, "app.Customer::map"),
                            "{\"a\":1}");
                    run(
                            r,
                            c,
                            "io.opentelemetry.instrumentation.awslambdaevents.v" + v
                                    + ".TracingRequestApiGatewayWrapper",
                            Map.of(h, "app.Customer::api"),
                            "{\"path\":\"/x\",\"httpMethod\":\"GET\",\"headers\":{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}}");
                    run(
                            r,
                            c,
                            "io.opentelemetry.instrumentation.awslambdaevents.v" + v + ".TracingSqsEventWrapper",
                            Map.of(h, "app.Customer::sqs"),
                            "{\"Records\":[{\"body\":\"tea\",\"eventSource\":\"aws:sqs\",\"eventSourceARN\":\"arn:aws:sqs:us-east-1:0:q\",\"messageId\":\"1\",\"attributes\":{}}]}");
                }
            }
            if (only.contains("quarkus")) {
                var c = pack("quarkus", Map.of());
                run(r, c, "io.quarkus.amazon.lambda.http.LambdaHttpHandler", Map.of(), V2);
                run(r, c, "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler", Map.of(), "{}");
                run(r, c, "io.quarkus.funqy.lambda.FunqyStreamHandler", Map.of(), "{}");
            }
            if (only.contains("boot2")) {
                var c = pack("spring-boot-2", Map.of(), """
                    package app; import java.util.*; import java.util.function.*;
                    @org.springframework.boot.SpringBootConfiguration @org.springframework.boot.autoconfigure.EnableAutoConfiguration
                    public class Main {
                      @org.springframework.context.annotation.Bean public Function<String,String> upper() { return s -> s.toUpperCase(); }
                      @org.springframework.context.annotation.Bean public Function<Map<String,Object>,Map<String,Object>> map() { return m -> Map.of("saw", m); }
                      @org.springframework.context.annotation.Bean public Function<String,String> api() { return m -> "got " + m; }
                      @org.springframework.context.annotation.Bean public Function<List<String>,String> kinesis() { return m -> "got " + m.size(); }
                    }
                    """);
                var p = "org.springframework.cloud.function.adapter.aws.";
                run(
                        r,
                        c,
                        p + "FunctionInvoker",
                        Map.of("MAIN_CLASS", "app.Main", "SPRING_CLOUD_FUNCTION_DEFINITION", "upper"),
                        "\"tea\"");
                run(
                        r,
                        c,
                        p + "SpringBootStreamHandler",
                        Map.of("MAIN_CLASS", "app.Main", "FUNCTION_NAME", "map"),
                        "{\"a\":1}");
                run(
                        r,
                        c,
                        p + "SpringBootRequestHandler",
                        Map.of("MAIN_CLASS", "app.Main", "FUNCTION_NAME", "map"),
                        "{\"a\":1}");
                run(
                        r,
                        c,
                        p + "SpringBootApiGatewayRequestHandler",
                        Map.of("MAIN_CLASS", "app.Main", "FUNCTION_NAME", "map"),
                        "{\"path\":\"/x\",\"httpMethod\":\"POST\",\"headers\":{},\"body\":\"{\\\"a\\\":2}\"}");
                run(
                        r,
                        c,
                        p + "SpringBootKinesisEventHandler",
                        Map.of("MAIN_CLASS", "app.Main", "FUNCTION_NAME", "upper"),
                        "{\"Records\":[{\"kinesis\":{\"data\":\"InRlYSI=\",\"partitionKey\":\"p\",\"sequenceNumber\":\"1\"},\"eventSource\":\"aws:kinesis\"}]}");
            }
            if (only.contains("scf")) {
                var c = pack("spring-function", Map.of(), """
                    package app; import java.util.*; import java.util.function.*;
                    @org.springframework.boot.SpringBootConfiguration @org.springframework.boot.autoconfigure.EnableAutoConfiguration
                    public class Main {
                      @org.springframework.context.annotation.Bean public Function<String,String> upper() { return s -> s.toUpperCase(); }
                      @org.springframework.context.annotation.Bean public Function<Map<String,Object>,Map<String,Object>> map() { return m -> Map.of("saw", m); }
                    }
                    """);
                var p = "org.springframework.cloud.function.adapter.aws.";
                run(
                        r,
                        c,
                        p + "FunctionInvoker",
                        Map.of("MAIN_CLASS", "app.Main", "SPRING_CLOUD_FUNCTION_DEFINITION", "upper"),
                        "\"tea\"");
                run(
                        r,
                        c,
                        p + "FunctionInvoker",
                        Map.of("MAIN_CLASS", "app.Main", "SPRING_CLOUD_FUNCTION_DEFINITION", "map"),
                        V1);
                run(
                        r,
                        c,
                        p + "FunctionInvoker::handleRequest",
                        Map.of("MAIN_CLASS", "app.Main", "SPRING_CLOUD_FUNCTION_DEFINITION", "map"),
                        "{\"a\":1}");
            }
            if (only.contains("boot4")) {
                var c = pack("spring-boot-4", Map.of(), """
                    package app; import org.springframework.web.bind.annotation.*; import java.util.*;
                    @org.springframework.boot.autoconfigure.SpringBootApplication @RestController
                    public class Main { @GetMapping("/health") public Map<String,String> health() { return Map.of("tea", "hot"); } }
                    """);
                run(
                        r,
                        c,
                        "com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler",
                        Map.of("MAIN_CLASS", "app.Main"),
                        V1);
                run(
                        r,
                        c,
                        "com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler",
                        Map.of("MAIN_CLASS", "app.Main"),
                        V2);
            }
            if (only.contains("struts")) {
                var c = pack("struts", Map.of("struts.xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <!DOCTYPE struts PUBLIC "-//Apache Software Foundation//DTD Struts Configuration 2.5//EN" "http://struts.apache.org/dtds/struts-2.5.dtd">
                    <struts><package name="p" extends="struts-default" namespace="/"><action name="health" class="app.Health"><result type="stream"><param name="contentType">text/plain</param><param name="inputName">body</param></result></action></package></struts>
                    """), """
                    package app; import java.io.*;
                    public class Health extends com.opensymphony.xwork2.ActionSupport { public InputStream getBody() { return new ByteArrayInputStream("hot tea".getBytes()); } }
                    """);
                run(
                        r,
                        c,
                        "com.amazonaws.serverless.proxy.struts.StrutsLambdaHandler",
                        Map.of(),
                        V1.replace("/health", "/health.action"));
            }
        }
    }
}
