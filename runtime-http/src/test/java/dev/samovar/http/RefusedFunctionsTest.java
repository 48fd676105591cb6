package dev.samovar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Functions that are well-formed requests and yet not made, and what is shown of those that are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedFunctionsTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    private Endpoint endpoint;

    @BeforeAll
    void start() {
        endpoint = Endpoint.open(samovar -> samovar);
    }

    @AfterAll
    void stop() {
        endpoint.close();
    }

    /// @param changes members beside, or instead of, those that make a function
    private HttpResponse<String> create(String name, Map<String, Object> changes) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("FunctionName", name).put("Runtime", "java25").put("Handler", "app.Any");
        json.put("Role", "arn:aws:iam::000000000000:role/any");
        var zip = Packages.withHandlers("first").asByteArray();
        json.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(zip));
        changes.forEach(json::putPOJO);
        return endpoint.send("POST", FUNCTIONS, json.toString());
    }

    private static void assertRefused(HttpResponse<String> answer, String message) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("InvalidParameterValueException");
        var body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.path("Type").asString()).isEqualTo("User");
        assertThat(body.path("message").asString()).isEqualTo(message);
    }

    private void settled(String name) {
        endpoint.lambda().waiter().waitUntilFunctionActiveV2(request -> request.functionName(name));
        endpoint.lambda().waiter().waitUntilFunctionUpdatedV2(request -> request.functionName(name));
    }

    @Test
    void runtimesThatAreNone() {
        for (var runtime : new String[] {"nodejs99.x", "Not one"}) {
            var message = "Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs26.x,"
                    + " nodejs24.x, nodejs22.x, nodejs20.x, nodejs18.x, nodejs16.x, python3.15, python3.14, python3.13,"
                    + " python3.12, python3.11, python3.10, python3.9, python3.8, java25, java21, java17.al2023, java17,"
                    + " java11.al2023, java11, java8.al2023, java8.al2, dotnet10, dotnet8, dotnet6, ruby4.0, ruby3.4,"
                    + " ruby3.3, ruby3.2, provided.al2023, provided.al2] or be a valid ARN";
            assertRefused(create("runtime", Map.of("Runtime", runtime)), message);
        }
        create("running", Map.of());
        settled("running");
        var answer = endpoint.send("PUT", FUNCTIONS + "/running/configuration", "{\"Runtime\": \"nodejs99.x\"}");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("InvalidParameterValueException");
        assertThat(answer.body()).contains("Value nodejs99.x at 'runtime'");
    }

    @Test
    void runtimesThatDoNotRunHere() {
        assertRefused(
                create("foreign", Map.of("Runtime", "dotnet10")),
                "Runtime dotnet10 does not run in this version of Samovar; those that do are nodejs26.x, nodejs24.x,"
                        + " nodejs22.x, nodejs20.x, nodejs18.x, nodejs16.x, java25, java21, java17, java11 and java8.al2.");
    }

    @Test
    void timeoutsThatAreTooLong() {
        for (var seconds : new int[] {901, 9999}) {
            var answer = create("long", Map.of("Timeout", seconds));
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("ValidationException");
            assertThat(answer.body())
                    .contains("1 validation error detected: Value '" + seconds + "' at 'timeout' failed to satisfy"
                            + " constraint: Member must have value less than or equal to 900");
        }
    }

    @Test
    void codeInBucketsThatAreNotThere() {
        assertRefused(
                create("bucket", Map.of("Code", Map.of("S3Bucket", "bucket", "S3Key", "key.zip"))),
                "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not"
                        + " exist. There are no buckets here: objects in S3 come from a CodeSource of the host, or from"
                        + " the directory that samovar serve is given with --buckets.");
    }

    @Test
    void runtimesThatAreNoMore() {
        assertThat(create("old", Map.of("Runtime", "nodejs14.x")).body())
                .contains("The runtime parameter of nodejs14.x is no longer supported");
    }

    @Test
    void reservedVariables() {
        var message = "Lambda was unable to configure your environment variables because the environment variables you"
                + " have provided contains reserved keys that are currently not supported for modification. Reserved keys"
                + " used in this request: ";

        assertRefused(
                create("reserved", Map.of("Environment", Map.of("Variables", Map.of("AWS_REGION", "x", "FINE", "y")))),
                message + "AWS_REGION");
        var answer = endpoint.send("POST", FUNCTIONS, """
                {"FunctionName": "reserved", "Runtime": "java25", "Handler": "a", "Code": {"ZipFile": ""},
                "Role": "arn:aws:iam::000000000000:role/any",
                "Environment": {"Variables": {"LAMBDA_TASK_ROOT": "", "AWS_REGION": ""}}}""");
        assertRefused(answer, message + "LAMBDA_TASK_ROOT, AWS_REGION");
    }

    @Test
    void moreMemoryThanThereIs() {
        assertRefused(
                create("large", Map.of("MemorySize", 10241)),
                "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240");
        var larger = create("large", Map.of("MemorySize", 32769));
        assertThat(larger.headers().firstValue("x-amzn-ErrorType")).hasValue("ValidationException");
        assertThat(larger.body())
                .contains(
                        "Value '32769' at 'memorySize' failed to satisfy constraint: Member must have value less than or"
                                + " equal to 32768");
    }

    @Test
    void namesThatAreTooLong() {
        var name = "n".repeat(65);
        for (var given : new String[] {
            name,
            "function:" + name,
            "000000000000:function:" + name,
            "arn:aws:lambda:us-east-1:000000000000:function:" + name
        })
            assertRefused(
                    create(given, Map.of()),
                    "1 validation error detected: Value '" + given
                            + "' at 'functionName' failed to satisfy constraint: Member must have length less than or"
                            + " equal to 64");
        assertThat(create("arn:aws:lambda:us-east-1:000000000000:function:" + "n".repeat(64), Map.of())
                        .statusCode())
                .isEqualTo(201);
        assertThat(endpoint.send("GET", FUNCTIONS + "/" + name, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anEnvironmentIsShownIfItWasGiven() {
        var path = FUNCTIONS + "/given";
        assertNoneShown(create("given", Map.of("Environment", Map.of("Variables", Map.of()))));
        settled("given");
        assertNoneShown(endpoint.send("GET", path + "/configuration", ""));
        assertThat(read(endpoint.send("GET", path, "")).path("Configuration").has("Environment"))
                .isTrue();
        assertNoneShown(endpoint.send("POST", path + "/versions", "{}"));
        assertNoneShown(endpoint.send("PUT", path + "/configuration", "{\"Description\": \"new\"}"));
        assertThat(read(endpoint.send("GET", FUNCTIONS, "")).path("Functions").findValues("Environment"))
                .isNotEmpty();
    }

    @Test
    void anEnvironmentThatWasNeverGivenIsNotShown() {
        assertThat(read(create("ungiven", Map.of())).has("Environment")).isFalse();
        settled("ungiven");
        var updated = endpoint.send("PUT", FUNCTIONS + "/ungiven/configuration", """
                {"Environment": {"Variables": {}}}""");
        assertNoneShown(updated);
    }

    private static void assertNoneShown(HttpResponse<String> answer) {
        assertThat(read(answer).path("Environment")).hasToString("{\"Variables\":{}}");
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JsonMapper.shared().readTree(answer.body());
    }
}
