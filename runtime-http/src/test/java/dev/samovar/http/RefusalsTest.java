package dev.samovar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.api.FunctionName;
import dev.samovar.api.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is refused, in the words of AWS.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";
    private static final String NOTHING = "";
    private static final String NO_ENTRIES = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
    private static final String FUNCTIONS_ONLY = "This operation is permitted on Lambda functions only. Aliases and"
            + " versions do not support this operation. Please specify either a function name or an unqualified function"
            + " ARN.";

    private Endpoint endpoint;

    /// A function of the test's own, with a version `1` and an alias `live` of it.
    private String name;

    @BeforeAll
    void start() {
        endpoint = Endpoint.open(samovar -> samovar);
    }

    @AfterAll
    void stop() {
        endpoint.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        if (endpoint.send("GET", FUNCTIONS + name, NOTHING).statusCode() == 200) return;
        endpoint.runtime().create(name, (event, context) -> Payload.of(event.toByteArray()));
        answers(201, "POST", FUNCTIONS + name + "/versions", "{}");
        answers(201, "POST", FUNCTIONS + name + "/aliases", "{'Name': 'live', 'FunctionVersion': '1'}");
    }

    private JsonNode answers(int status, String method, String path, String body) {
        var answer = endpoint.send(method, path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    private void refuses(int status, String message, String method, String path, String body) {
        assertThat(messageOf(answers(status, method, path, body))).isEqualTo(message);
    }

    private static String messageOf(JsonNode json) {
        return json.path(json.has("message") ? "message" : "Message").asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // --- names

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999", "$abc", "$LATEST.PUBLISHED"})
    void whatIsNoQualifierIsNotThere(String qualifier) {
        var why = "Function not found: " + ARN + name + ":" + qualifier;
        var beside = "?Qualifier=" + encoded(qualifier);

        refuses(404, why, "GET", FUNCTIONS + name + beside, NOTHING);
        refuses(404, why, "DELETE", FUNCTIONS + name + beside, NOTHING);
        refuses(404, why, "GET", FUNCTIONS + name + "/policy" + beside, NOTHING);
        refuses(404, why, "POST", FUNCTIONS + name + "/invocations" + beside, "{}");
        refuses(404, why, "POST", "/2021-11-15/functions/" + name + "/response-streaming-invocations" + beside, "{}");
        if (!qualifier.contains("."))
            refuses(404, why, "GET", "/2019-09-30/functions/" + name + "/provisioned-concurrency" + beside, NOTHING);
        refuses(404, why, "GET", "/2019-09-25/functions/" + name + "/event-invoke-config" + beside, NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999", "$LATEST.PUBLISHED"})
    void whatIsNoQualifierInANameIsNotThere(String qualifier) {
        var why = "Function not found: " + ARN + name + ":" + qualifier;

        for (var form : new String[] {"", "function:", "000000000000:function:", ARN}) {
            var path = FUNCTIONS + encoded(form + name + ":" + qualifier);
            refuses(404, why, "GET", path, NOTHING);
            refuses(404, why, "POST", path + "/invocations", "{}");
        }
    }

    @Test
    void anAliasPointsToWhatIsThere() {
        for (var version : new String[] {"0", "2", "99999999999"})
            refuses(
                    404,
                    "Function not found: " + ARN + name + ":" + version,
                    "POST",
                    FUNCTIONS + name + "/aliases",
                    "{'Name': 'a', 'FunctionVersion': '" + version + "'}");
    }

    @Test
    void functionsOnly() {
        for (var qualified : new String[] {name + ":1", name + ":$LATEST", name + ":live", ARN + name + ":1"}) {
            var path = FUNCTIONS + encoded(qualified);
            var put = "{'ReservedConcurrentExecutions': 1}";
            refuses(400, FUNCTIONS_ONLY, "PUT", "/2017-10-31/functions/" + encoded(qualified) + "/concurrency", put);
            refuses(
                    400,
                    FUNCTIONS_ONLY,
                    "GET",
                    "/2019-09-30/functions/" + encoded(qualified) + "/concurrency",
                    NOTHING);
            refuses(
                    400,
                    FUNCTIONS_ONLY,
                    "DELETE",
                    "/2017-10-31/functions/" + encoded(qualified) + "/concurrency",
                    NOTHING);
            refuses(400, FUNCTIONS_ONLY, "PUT", path + "/configuration", "{'Timeout': 4}");
            refuses(400, FUNCTIONS_ONLY, "PUT", path + "/code", "{'ZipFile': 'UEs='}");
            refuses(400, FUNCTIONS_ONLY, "POST", path + "/versions", "{}");
            refuses(400, FUNCTIONS_ONLY, "POST", path + "/aliases", "{'Name': 'a', 'FunctionVersion': '1'}");
            refuses(400, FUNCTIONS_ONLY, "GET", path + "/aliases", NOTHING);
            refuses(400, FUNCTIONS_ONLY, "GET", path + "/aliases/live", NOTHING);
            refuses(400, FUNCTIONS_ONLY, "PUT", path + "/aliases/live", "{}");
            refuses(400, FUNCTIONS_ONLY, "DELETE", path + "/aliases/live", NOTHING);
        }
        refuses(404, "Function not found: " + ARN + "none", "PUT", FUNCTIONS + "none:1/configuration", "{}");
    }

    @Test
    void tooMuchReservedIsNobodysFault() {
        var refused = answers(
                400, "PUT", "/2017-10-31/functions/" + name + "/concurrency", "{'ReservedConcurrentExecutions': 901}");

        assertThat(refused.propertyNames()).containsExactly("message");
        assertThat(messageOf(refused)).endsWith("below its minimum value of [100].");
    }

    // --- functions and versions

    @Test
    void listsAreShort() {
        var versions =
                answers(200, "GET", FUNCTIONS + name + "/versions", NOTHING).get("Versions");
        var functions = answers(200, "GET", FUNCTIONS, NOTHING).get("Functions");

        assertThat(versions).hasSize(2);
        assertThat(answers(200, "GET", FUNCTIONS + name + "/configuration", NOTHING)
                        .has("RuntimeVersionConfig"))
                .isTrue();
        for (var list : new JsonNode[] {versions, functions})
            for (var entry : list)
                assertThat(entry.propertyNames())
                        .doesNotContain("State", "StateReason", "LastUpdateStatus", "RuntimeVersionConfig");
    }

    @Test
    void aVersionWithAliasesStays() {
        answers(201, "POST", FUNCTIONS + name + "/versions", "{'Description': 'two'}");
        answers(201, "POST", FUNCTIONS + name + "/aliases", "{'Name': 'also', 'FunctionVersion': '1'}");
        answers(201, "POST", FUNCTIONS + name + "/aliases", "{'Name': 'latest', 'FunctionVersion': '$LATEST'}");

        refuses(
                409,
                "Unable to delete version because the following aliases reference it: [also, live]",
                "DELETE",
                FUNCTIONS + name + "?Qualifier=1",
                NOTHING);
        refuses(
                400,
                "Deletion of aliases is not currently supported.",
                "DELETE",
                FUNCTIONS + name + "?Qualifier=live",
                NOTHING);
    }

    // --- packages

    private static String zip(String more) {
        return Base64.getEncoder().encodeToString(Packages.withHandlers(more).asByteArray());
    }

    private String function(String members) {
        return "{'FunctionName': '" + name + "-made', 'Role': 'arn:aws:iam::000000000000:role/any', 'Handler': '"
                + Functions.class.getName() + "::one', 'Runtime': 'java25', " + members + "}";
    }

    /// A function with a package and a configuration of its own.
    private String made(String members) {
        answers(201, "POST", FUNCTIONS, function("'Code': {'ZipFile': '" + zip("first") + "'}" + members));
        settle();
        return FUNCTIONS + name + "-made";
    }

    private void settle() {
        var _ = endpoint.runtime().control().awaitSettled(new FunctionName(name + "-made"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NO_ENTRIES})
    void emptyPackages(String zip) {
        var empty = "Uploaded file must be a non-empty zip";
        var code = "{'ZipFile': '" + zip + "'}";

        refuses(400, empty, "POST", FUNCTIONS, function("'Code': " + code));
        refuses(400, empty, "POST", "/2018-10-31/layers/empty/versions", "{'Content': " + code + "}");
    }

    @Test
    void packagesFromTwoPlaces() {
        var both = "Please do not provide other FunctionCode parameters when providing a ZipFile.";
        var code = "{'ZipFile': '" + zip("both") + "', 'S3Bucket': 'bucket', 'S3Key': 'key'}";

        refuses(400, both, "POST", FUNCTIONS, function("'Code': " + code));
        refuses(400, both, "PUT", FUNCTIONS + name + "/code", code);
    }

    @Test
    void aDryRunChecksAndChangesNothing() {
        var path = made("");
        var before = answers(200, "GET", path + "/configuration", NOTHING);

        refuses(
                400,
                "Uploaded file must be a non-empty zip",
                "PUT",
                path + "/code",
                "{'DryRun': true, 'ZipFile': '" + NO_ENTRIES + "'}");
        answers(
                412,
                "PUT",
                path + "/code",
                "{'DryRun': true, 'ZipFile': '" + zip("second") + "', 'RevisionId': '" + UUID.randomUUID() + "'}");
        answers(200, "PUT", path + "/code", "{'DryRun': true, 'ZipFile': '" + zip("second") + "'}");

        assertThat(answers(200, "GET", path + "/configuration", NOTHING)).isEqualTo(before);
    }

    // --- configurations

    @Test
    void loggingIsMerged() {
        var path = made(", 'LoggingConfig': {'LogFormat': 'JSON', 'ApplicationLogLevel': 'WARN', 'LogGroup': 'mine'}");

        assertThat(logging(path, "{'SystemLogLevel': 'DEBUG'}"))
                .isEqualTo(json("{'LogFormat': 'JSON', 'ApplicationLogLevel': 'WARN', 'SystemLogLevel': 'DEBUG',"
                        + " 'LogGroup': 'mine'}"));
        assertThat(logging(path, "{'LogFormat': 'Text'}")).isEqualTo(json("{'LogFormat': 'Text', 'LogGroup': 'mine'}"));
        assertThat(logging(path, "{'LogFormat': 'JSON'}")
                        .get("ApplicationLogLevel")
                        .asString())
                .isEqualTo("INFO");
    }

    private JsonNode logging(String path, String config) {
        var updated = answers(200, "PUT", path + "/configuration", "{'LoggingConfig': " + config + "}");
        settle();
        return updated.get("LoggingConfig");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodejs22.x", "java8.al2", "python3.11", "dotnet6", "provided.al2023"})
    void runtimesWithoutSnapStart(String runtime) {
        refuses(
                400,
                runtime + " is not supported for SnapStart enabled functions.",
                "POST",
                FUNCTIONS,
                function("'SnapStart': {'ApplyOn': 'PublishedVersions'}, 'Code': {'ZipFile': '" + zip("snap") + "'}")
                        .replace("java25", runtime));
    }

    @Test
    void runtimesWithSnapStart() {
        var path = made(", 'SnapStart': {'ApplyOn': 'PublishedVersions'}");

        refuses(
                400,
                "python3.9 is not supported for SnapStart enabled functions.",
                "PUT",
                path + "/configuration",
                "{'Runtime': 'python3.9'}");
    }

    // --- function URLs

    @Test
    void urlsOfWhatIsNotThere() {
        var none = "/2021-10-31/functions/none/url";
        var alias = "/2021-10-31/functions/" + name + "/url?Qualifier=none";
        var auth = "{'AuthType': 'NONE'}";
        for (var path : new String[] {none, alias}) {
            refuses(404, "Function does not exist", "POST", path, auth);
            refuses(404, "Function does not exist", "GET", path, NOTHING);
            refuses(404, "The resource you requested does not exist.", "PUT", path, auth);
            refuses(404, "The resource you requested does not exist.", "DELETE", path, NOTHING);
        }
        refuses(404, "Function does not exist", "GET", "/2021-10-31/functions/none/urls", NOTHING);
        refuses(
                404,
                "The resource you requested does not exist.",
                "GET",
                "/2021-10-31/functions/" + name + "/url",
                NOTHING);
    }

    // --- event invoke configs

    @Test
    void eventInvokeConfigsOfWhatIsNotThere() {
        var path = "/2019-09-25/functions/none/event-invoke-config";
        var none = "The function doesn't exist.";
        refuses(404, none, "PUT", path, "{'MaximumRetryAttempts': 1}");
        refuses(404, none, "POST", path, "{'MaximumRetryAttempts': 1}");
        refuses(404, none, "GET", path + "/list", NOTHING);
        var unconfigured = "The function " + ARN + "none:$LATEST doesn't have an EventInvokeConfig";
        refuses(404, unconfigured, "GET", path, NOTHING);
        refuses(404, unconfigured, "DELETE", path, NOTHING);
    }

    @Test
    void destinationsThatAreNone() {
        refusesDestinations(
                "The destination ARN " + ARN + "none is invalid.", "{'OnSuccess': {'Destination': '" + ARN + "none'}}");
        refusesDestinations(
                "The destination ARN " + ARN + name + "-no is invalid.",
                "{'OnFailure': {'Destination': '" + ARN + name + "-no'}}");
        refusesDestinations(
                "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::bucket),"
                        + " onFailure=null) is invalid.",
                "{'OnSuccess': {'Destination': 'arn:aws:s3:::bucket'}}");
        refusesDestinations(
                "The provided destination config DestinationConfig(onSuccess=null,"
                        + " onFailure=OnFailure(destination=arn:aws:kinesis:us-east-1:000000000000:stream/s)) is invalid.",
                "{'OnFailure': {'Destination': 'arn:aws:kinesis:us-east-1:000000000000:stream/s'}}");

        answers(
                200,
                "PUT",
                "/2019-09-25/functions/" + name + "/event-invoke-config",
                "{'DestinationConfig': {'OnSuccess': {'Destination':"
                        + " 'arn:aws:events:us-east-1:000000000000:event-bus/default'},"
                        + " 'OnFailure': {'Destination': 'arn:aws:s3:::bucket'}}}");
    }

    private void refusesDestinations(String why, String config) {
        refuses(
                400,
                why,
                "PUT",
                "/2019-09-25/functions/" + name + "/event-invoke-config",
                "{'DestinationConfig': " + config + "}");
    }

    // --- provisioned concurrency

    @Test
    void provisionedConcurrencyOfWhatIsNotThere() {
        var path = "/2019-09-30/functions/" + name + "/provisioned-concurrency?Qualifier=";
        for (var method : new String[] {"GET", "DELETE"}) {
            refuses(404, "Cannot find alias arn: " + ARN + name + ":none", method, path + "none", NOTHING);
            refuses(404, "Function not found: " + ARN + name + ":9", method, path + "9", NOTHING);
            refuses(
                    404,
                    "Function not found: " + ARN + "none:9",
                    method,
                    "/2019-09-30/functions/none/provisioned-concurrency?Qualifier=9",
                    NOTHING);
        }

        var put = answers(202, "PUT", path + "1", "{'ProvisionedConcurrentExecutions': 1}");
        assertThat(put.get("LastModified").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000");
        answers(204, "DELETE", path + "1", NOTHING);
    }

    // --- code signing

    @Test
    void codeSigningConfigsThatAreNotThere() {
        var arn = "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-12345678901234567";
        var path = "/2020-04-22/code-signing-configs/" + encoded(arn);
        var none = "The Lambda code signing configuration " + arn + " can not be found.";
        refuses(404, none, "GET", path, NOTHING);
        refuses(404, none, "PUT", path, "{}");
        refuses(404, none, "DELETE", path, NOTHING);
        refuses(404, none, "GET", path + "/functions", NOTHING);

        var used = "/2020-06-30/functions/" + name + "/code-signing-config";
        refuses(
                404,
                "The code signing configuration cannot be found. Check that the provided configuration is not deleted: "
                        + arn + ".",
                "PUT",
                used,
                "{'CodeSigningConfigArn': '" + arn + "'}");
        assertThat(answers(200, "GET", used, NOTHING)).isEmpty();
    }

    // --- layers

    @Test
    void policiesOfLayersThatAreNotThere() {
        var path = "/2018-10-31/layers/none/versions/3/policy";
        var none = "Layer version arn:aws:lambda:us-east-1:000000000000:layer:none:3 does not exist.";
        refuses(404, none, "GET", path, NOTHING);
        refuses(404, none, "DELETE", path + "/all", NOTHING);
        refuses(
                404,
                none,
                "POST",
                path,
                "{'StatementId': 'all', 'Action': 'lambda:GetLayerVersion', 'Principal': '*'}");
    }

    @Test
    void layersOutOfReach() {
        var code = ", 'Code': {'ZipFile': '" + zip("layered") + "'}";
        refuses(
                400,
                "Layers are not in the same region as the function. Layers are expected to be in region us-east-1.",
                "POST",
                FUNCTIONS,
                function("'Layers': ['arn:aws:lambda:eu-west-1:000000000000:layer:l:1']" + code));
        var theirs = "arn:aws:lambda:us-east-1:111111111111:layer:l:1";
        var refused = answers(403, "POST", FUNCTIONS, function("'Layers': ['" + theirs + "']" + code));
        assertThat(messageOf(refused))
                .startsWith(
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: lambda:GetLayerVersion on"
                                + " resource: " + theirs);
    }

    // --- tags

    @Test
    void tagsThatAreNone() {
        var path = "/2017-03-31/tags/" + encoded(ARN + name);
        var many = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> "'" + number + "': ''")
                .collect(Collectors.joining(", ", "{'Tags': {", "}}"));

        refuses(400, "Number of tags exceeds resource tag limit.", "POST", path, many);
        refuses(400, "An error occurred and the request cannot be processed.", "POST", path, "{'Tags': {}}");
        refuses(
                400,
                "Tag keys that begin with aws: are reserved: aws:mine.",
                "POST",
                path,
                "{'Tags': {'aws:mine': ''}}");
        assertThat(answers(200, "GET", path, NOTHING).get("Tags")).isEmpty();
    }

    // --- permissions

    @Test
    void functionUrlAuthTypeIsOfFunctionUrls() {
        refuses(
                400,
                "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action",
                "POST",
                FUNCTIONS + name + "/policy",
                "{'StatementId': 's', 'Action': 'lambda:InvokeFunction', 'Principal': '*', 'FunctionUrlAuthType':"
                        + " 'NONE'}");
    }

    // --- event source mappings

    private String mapping(String source, String members) {
        return "{'FunctionName': '" + name + "', 'EventSourceArn': 'arn:aws:" + source + "'" + members + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqs:us-east-1:000000000000:q                        | 'ParallelizationFactor': 2
            sqs:us-east-1:000000000000:q                        | 'BisectBatchOnFunctionError': true
            sqs:us-east-1:000000000000:q                        | 'MaximumRetryAttempts': 1
            sqs:us-east-1:000000000000:q                        | 'TumblingWindowInSeconds': 1
            sqs:us-east-1:000000000000:q                        | 'MaximumRecordAgeInSeconds': 60
            sqs:us-east-1:000000000000:q                        | 'DestinationConfig': {}
            sqs:us-east-1:000000000000:q                        | 'StartingPosition': 'LATEST'
            kinesis:us-east-1:000000000000:stream/s             | 'ScalingConfig': {'MaximumConcurrency': 2}
            kinesis:us-east-1:000000000000:stream/s             | 'ProvisionedPollerConfig': {'MinimumPollers': 2}
            dynamodb:us-east-1:000000000000:table/t/stream/2026 | 'Topics': ['topic']
            kafka:us-east-1:000000000000:cluster/c/d            | 'ParallelizationFactor': 2
            mq:us-east-1:000000000000:broker:b:c                | 'StartingPosition': 'LATEST'
            """, quoteCharacter = '`')
    void settingsThatAKindDoesNotTake(String source, String setting) {
        refuses(
                400,
                "Unsupported " + setting.substring(1, setting.indexOf('\'', 1))
                        + " parameter for given event source mapping type.",
                "POST",
                MAPPINGS,
                mapping(source, ", " + setting));
    }

    @Test
    void settingsThatDoNotGoTogether() {
        refuses(
                400,
                "Batching window is not supported for FIFO queues",
                "POST",
                MAPPINGS,
                mapping("sqs:us-east-1:000000000000:q.fifo", ", 'MaximumBatchingWindowInSeconds': 1"));
        var filters = "{'Pattern': '{}'}, ".repeat(10) + "{'Pattern': '{}'}";
        refuses(
                400,
                "An event source mapping has at most 10 filters, not 11.",
                "POST",
                MAPPINGS,
                mapping("sqs:us-east-1:000000000000:q", ", 'FilterCriteria': {'Filters': [" + filters + "]}"));
        refuses(
                400,
                "MaximumRecordAgeInSeconds is -1 or lies between 60 and 604800.",
                "POST",
                MAPPINGS,
                mapping(
                        "kinesis:us-east-1:000000000000:stream/s",
                        ", 'StartingPosition': 'LATEST', 'MaximumRecordAgeInSeconds': 59"));
        refuses(
                400,
                "StartingPosition AT_TIMESTAMP needs a StartingPositionTimestamp.",
                "POST",
                MAPPINGS,
                mapping("kinesis:us-east-1:000000000000:stream/s", ", 'StartingPosition': 'AT_TIMESTAMP'"));
    }

    @Test
    void emptySettingsAreTakenAway() {
        var made = answers(
                202,
                "POST",
                MAPPINGS,
                mapping(
                        "sqs:us-east-1:000000000000:taken",
                        ", 'ScalingConfig': {'MaximumConcurrency': 2}, 'FilterCriteria': {'Filters': [{'Pattern':"
                                + " '{}'}]}"));
        var updated = answers(
                202, "PUT", MAPPINGS + made.get("UUID").asString(), "{'ScalingConfig': {}, 'FilterCriteria': {}}");

        assertThat(made.propertyNames()).contains("ScalingConfig", "FilterCriteria");
        assertThat(updated.propertyNames()).doesNotContain("ScalingConfig", "FilterCriteria");
    }

    @Test
    void topicsAreReadInAGroup() {
        var managed = answers(
                202, "POST", MAPPINGS, mapping("kafka:us-east-1:000000000000:cluster/c/d", ", 'Topics': ['topic']"));
        var own = answers(
                202,
                "POST",
                MAPPINGS,
                "{'FunctionName': '" + name + "', 'Topics': ['topic'], 'SelfManagedEventSource': {'Endpoints':"
                        + " {'KAFKA_BOOTSTRAP_SERVERS': ['localhost:9092']}}}");

        var group = managed.at("/AmazonManagedKafkaEventSourceConfig/ConsumerGroupId")
                .asString();
        assertThat(UUID.fromString(group)).hasToString(group);
        assertThat(own.at("/SelfManagedKafkaEventSourceConfig/ConsumerGroupId").asString())
                .hasSize(36);
        for (var made : new JsonNode[] {managed, own}) {
            assertThat(made.get("StartingPosition").asString()).isEqualTo("TRIM_HORIZON");
            assertThat(made.get("StateTransitionReason").asString()).isEqualTo("USER_INITIATED");
        }
        assertThat(answers(202, "PUT", MAPPINGS + managed.get("UUID").asString(), "{'BatchSize': 5}")
                        .at("/AmazonManagedKafkaEventSourceConfig/ConsumerGroupId")
                        .asString())
                .isEqualTo(group);
    }

    @Test
    void longLists() {
        for (int i = 0; i < 101; i++) {
            answers(202, "POST", MAPPINGS, mapping("sqs:us-east-1:000000000000:long" + i, ""));
            answers(201, "POST", FUNCTIONS + name + "/aliases", "{'Name': 'a" + i + "', 'FunctionVersion': '1'}");
        }

        var mappings = answers(200, "GET", MAPPINGS + "?FunctionName=" + name, NOTHING);
        assertThat(mappings.get("EventSourceMappings")).hasSize(100);
        assertThat(mappings.has("NextMarker")).isTrue();
        assertThat(answers(200, "GET", FUNCTIONS + name + "/aliases?MaxItems=101", NOTHING)
                        .get("Aliases"))
                .hasSize(101);
    }

    // --- what is newer

    @Test
    void whatIsNewerIsNotIgnored() {
        var durable = "Durable functions are not supported: leave DurableConfig out.";
        var instances = "Lambda managed instances are not supported: leave ";
        var code = "'Code': {'ZipFile': '" + zip("newer") + "'}, ";
        refuses(400, durable, "POST", FUNCTIONS, function(code + "'DurableConfig': {'ExecutionTimeout': 60}"));
        refuses(400, durable, "PUT", FUNCTIONS + name + "/configuration", "{'DurableConfig': {}}");
        refuses(
                400,
                instances + "CapacityProviderConfig out.",
                "POST",
                FUNCTIONS,
                function(code + "'CapacityProviderConfig': {}"));
        refuses(
                400,
                instances + "PublishTo out.",
                "POST",
                FUNCTIONS + name + "/versions",
                "{'PublishTo': 'LATEST_PUBLISHED'}");
        assertThatThrownBy(() -> endpoint.lambda()
                        .invoke(request -> request.functionName(name)
                                .overrideConfiguration(
                                        headers -> headers.putHeader("X-Amz-Durable-Execution-Name", "once"))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Durable functions are not supported: leave DurableExecutionName out.");
    }
}
