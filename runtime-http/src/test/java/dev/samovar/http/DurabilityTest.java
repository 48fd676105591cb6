package dev.samovar.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.State;
import tools.jackson.databind.json.JsonMapper;

/// Everything that was written over the API is there when a runtime is built on the same directory again, and is said
/// in the same words.
final class DurabilityTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String CODE_SIGNING = "/2020-04-22/code-signing-configs";
    private static final List<String> READ = List.of(
            FUNCTIONS + "/",
            FUNCTIONS + "/f",
            FUNCTIONS + "/f?Qualifier=1",
            FUNCTIONS + "/f/versions",
            FUNCTIONS + "/f/aliases",
            FUNCTIONS + "/f/policy",
            FUNCTIONS + "/f/policy?Qualifier=live",
            "/2017-03-31/tags/arn:aws:lambda:us-east-1:000000000000:function:f",
            "/2019-09-25/functions/f/event-invoke-config/list",
            "/2019-09-30/functions/f/concurrency",
            "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1",
            "/2021-10-31/functions/f/url",
            "/2024-08-31/functions/f/recursion-config",
            "/2021-07-20/functions/f/runtime-management-config",
            "/2020-06-30/functions/f/code-signing-config",
            CODE_SIGNING + "/",
            "/2015-03-31/event-source-mappings/",
            "/2018-10-31/layers",
            "/2018-10-31/layers/lib/versions",
            "/2018-10-31/layers/lib/versions/2/policy");

    @TempDir
    private Path directory;

    private Endpoint open() {
        return Endpoint.open(samovar -> samovar.data(directory.resolve("data")));
    }

    private static String zip(String file, String text) {
        var zip = Packages.of(Map.of(file, text.getBytes(StandardCharsets.UTF_8)));
        return Base64.getEncoder().encodeToString(zip.asByteArray());
    }

    private static void send(Endpoint to, String method, String path, String body) {
        var answer = to.send(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
    }

    private static void create(Endpoint to) {
        var answering = "exports.handler = async () => require('fs').readFileSync('/opt/greeting', 'utf8') + %s";
        send(to, "POST", "/2018-10-31/layers/lib/versions", """
                {"Content": {"ZipFile": "%s"}}""".formatted(zip("greeting", "old")));
        send(to, "POST", "/2018-10-31/layers/lib/versions", """
                {"Content": {"ZipFile": "%s"}, "Description": "two", "CompatibleRuntimes": ["nodejs22.x"]}""".formatted(zip("greeting", "hello ")));
        send(to, "POST", "/2018-10-31/layers/lib/versions/2/policy", """
                {"StatementId": "all", "Action": "lambda:GetLayerVersion", "Principal": "*"}""");
        send(to, "DELETE", "/2018-10-31/layers/lib/versions/1", "");
        send(to, "POST", FUNCTIONS, """
                {"FunctionName": "f", "Runtime": "nodejs22.x", "Handler": "index.handler", "Timeout": 7,
                 "Role": "arn:aws:iam::000000000000:role/any", "Environment": {"Variables": {"ABC": "d"}},
                 "Layers": ["arn:aws:lambda:us-east-1:000000000000:layer:lib:2"], "Tags": {"team": "tea"},
                 "Code": {"ZipFile": "%s"}}""".formatted(zip("index.js", answering.formatted(1))));
        to.lambda().waiter().waitUntilFunctionActiveV2(request -> request.functionName("f"));
        send(to, "POST", FUNCTIONS + "/f/versions", "{\"Description\": \"first\"}");
        to.lambda()
                .waiter()
                .waitUntilPublishedVersionActive(
                        request -> request.functionName("f").qualifier("1"));
        send(to, "PUT", FUNCTIONS + "/f/code", """
                {"ZipFile": "%s"}""".formatted(zip("index.js", answering.formatted(2))));
        to.lambda().waiter().waitUntilFunctionUpdatedV2(request -> request.functionName("f"));
    }

    private static void addResources(Endpoint to) throws IOException {
        send(to, "POST", FUNCTIONS + "/f/versions", "{}");
        to.lambda()
                .waiter()
                .waitUntilPublishedVersionActive(
                        request -> request.functionName("f").qualifier("2"));
        send(to, "POST", FUNCTIONS + "/f/aliases", """
                {"Name": "live", "FunctionVersion": "1", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.0}}}""");
        send(to, "POST", FUNCTIONS + "/f/policy", """
                {"StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com",
                 "SourceArn": "arn:aws:s3:::bucket", "SourceAccount": "000000000000"}""");
        send(to, "POST", FUNCTIONS + "/f/policy?Qualifier=live", """
                {"StatementId": "s", "Action": "lambda:InvokeFunctionUrl", "Principal": "*",
                 "FunctionUrlAuthType": "NONE"}""");
        send(to, "PUT", "/2019-09-25/functions/f/event-invoke-config?Qualifier=live", """
                {"MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 100, "DestinationConfig": {"OnFailure":
                 {"Destination": "arn:aws:sqs:us-east-1:000000000000:q"}}}""");
        send(to, "PUT", "/2017-10-31/functions/f/concurrency", "{\"ReservedConcurrentExecutions\": 5}");
        send(to, "PUT", "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=2", """
                {"ProvisionedConcurrentExecutions": 1}""");
        send(to, "DELETE", "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=2", "");
        send(to, "POST", "/2021-10-31/functions/f/url", """
                {"AuthType": "NONE", "Cors": {"AllowOrigins": ["https://a.example"], "MaxAge": 7}}""");
        send(to, "PUT", "/2024-08-31/functions/f/recursion-config", "{\"RecursiveLoop\": \"Allow\"}");
        send(
                to,
                "PUT",
                "/2021-07-20/functions/f/runtime-management-config",
                "{\"UpdateRuntimeOn\": \"FunctionUpdate\"}");
        var publisher = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/abcdefghij";
        var made = to.send("POST", CODE_SIGNING + "/", """
                {"AllowedPublishers": {"SigningProfileVersionArns": ["%s"]}}""".formatted(publisher)).body();
        var arn = JsonMapper.shared()
                .readTree(made)
                .at("/CodeSigningConfig/CodeSigningConfigArn")
                .asString();
        send(to, "PUT", "/2020-06-30/functions/f/code-signing-config", "{\"CodeSigningConfigArn\": \"" + arn + "\"}");
        send(to, "POST", "/2015-03-31/event-source-mappings/", """
                {"FunctionName": "f:live", "EventSourceArn": "arn:aws:kinesis:us-east-1:000000000000:stream/s",
                 "StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1700000000.5,
                 "FilterCriteria": {"Filters": [{"Pattern": "{\\"a\\": [1]}"}]}, "BatchSize": 10}""");
    }

    private static String invoke(Endpoint at, String qualifier) {
        return at.lambda()
                .invoke(request ->
                        request.functionName("f").qualifier(qualifier).payload(SdkBytes.fromUtf8String("1")))
                .payload()
                .asUtf8String();
    }

    @Test
    void everythingIsThereAgain() throws IOException {
        Map<String, String> before;
        try (var first = open()) {
            create(first);
            addResources(first);
            before = answers(first);
        }

        try (var second = open()) {
            assertThat(answers(second)).isEqualTo(before);
            assertThat(invoke(second, "$LATEST")).isEqualTo("\"hello 2\"");
            assertThat(invoke(second, "live")).isEqualTo("\"hello 1\"");
            assertThat(invoke(second, "2")).isEqualTo("\"hello 2\"");
            send(second, "PUT", FUNCTIONS + "/f/configuration", "{\"Description\": \"new\"}");
            second.lambda().waiter().waitUntilFunctionUpdatedV2(request -> request.functionName("f"));
            assertThat(second.send("POST", FUNCTIONS + "/f/versions", "{}").body())
                    .contains("\"Version\":\"3\"");
            send(second, "DELETE", FUNCTIONS + "/f", "");
        }

        try (var third = open()) {
            assertThat(third.get(FUNCTIONS + "/")).contains("\"Functions\":[]");
            assertThat(third.get("/2018-10-31/layers")).contains("layer:lib:2");
        }
        try (var contents = Files.list(directory.resolve("data/contents"))) {
            assertThat(contents).as("only the layer's archive is left").hasSize(1);
        }
    }

    private static Map<String, String> answers(Endpoint at) {
        return READ.stream()
                .collect(toMap(
                        path -> path,
                        path -> at.get(path)
                                .replace(":" + at.uri().getPort() + "/", "/")
                                .replaceAll("\\?Expires=[^\"]*", "")));
    }

    @Test
    void aVersionWhosePackageWasDamagedHasFailedAndTheOthersRun() throws IOException {
        String digest;
        try (var first = open()) {
            create(first);
            digest = first.lambda()
                    .getFunctionConfiguration(
                            request -> request.functionName("f").qualifier("1"))
                    .codeSha256();
        }
        var file = HexFormat.of().formatHex(Base64.getDecoder().decode(digest));
        Files.writeString(directory.resolve("data/contents").resolve(file), "no zip any more");

        try (var second = open()) {
            assertThat(second.lambda()
                            .getFunctionConfiguration(
                                    request -> request.functionName("f").qualifier("1"))
                            .state())
                    .isEqualTo(State.FAILED);
            assertThat(invoke(second, "$LATEST")).isEqualTo("\"hello 2\"");
        }
    }
}
