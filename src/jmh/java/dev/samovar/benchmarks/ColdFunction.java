package dev.samovar.benchmarks;

import dev.samovar.benchmarks.Packages.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The functions of [ColdStart]. Each answers a text.
enum ColdFunction {
    /// Twenty classes, all of which are needed to answer: a handler, an interface, 18 steps.
    TWENTY_CLASSES("app.Sum", "171") {
        @Override
        Path jar(Packages packages) throws IOException {
            var steps = IntStream.rangeClosed(1, 18).mapToObj(ColdFunction::step);
            return packages.compiled(
                    "sum", Stream.concat(Stream.of(SUM, STEP), steps).toArray(Source[]::new));
        }
    },

    /// A handler that makes a client of DynamoDB, which it does not call, from the AWS SDK in the same jar.
    AWS_SDK("app.Client", "dynamodb") {
        @Override
        Path jar(Packages packages) throws IOException {
            return packages.compiledWith("client", SDK, CLIENT);
        }
    };

    private static final Source SUM = new Source("app.Sum", """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.*;
            public class Sum implements RequestHandler<Map<String, Object>, String> {
                private final List<Step> steps = new ArrayList<>();
                public Sum() { %s }
                public String handleRequest(Map<String, Object> event, Context context) {
                    int sum = 0;
                    for (Step step : steps) sum = step.add(sum);
                    return Integer.toString(sum);
                }
            }
            """.formatted(IntStream.rangeClosed(1, 18)
            .mapToObj(i -> "steps.add(new Step" + i + "());")
            .reduce("", String::concat)));

    private static final Source STEP = new Source("app.Step", "package app; interface Step { int add(int sum); }");

    private static final Source CLIENT = new Source("app.Client", """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.Map;
            import software.amazon.awssdk.auth.credentials.*;
            import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
            import software.amazon.awssdk.regions.Region;
            import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
            public class Client implements RequestHandler<Map<String, Object>, String> {
                private final DynamoDbClient client = DynamoDbClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                public String handleRequest(Map<String, Object> event, Context context) {
                    return client.serviceName();
                }
            }
            """);

    private static final List<String> SDK = List.of(
            "software/amazon/",
            "org/reactivestreams/",
            "org/slf4j/",
            "META-INF/services/software.amazon.",
            "META-INF/services/org.slf4j.");

    private final String handler;
    private final String answer;

    ColdFunction(String handler, String answer) {
        this.handler = handler;
        this.answer = answer;
    }

    /// Makes its deployment package.
    abstract Path jar(Packages packages) throws IOException;

    String handler() {
        return handler;
    }

    void require(String answered) {
        Answer.require(answer.equals(answered), "the function answered " + answered + ", not " + answer);
    }

    private static Source step(int number) {
        var name = "Step" + number;
        return new Source("app." + name, """
                package app;
                class %s implements Step {
                    private final int number = %d;
                    public int add(int sum) { return sum + number; }
                }
                """.formatted(name, number));
    }
}
