package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/// What belongs to functions besides code and versions, through AWS's own client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResourcesTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private LambdaClient lambda;

    /// A function of the test's own.
    private String name;

    @BeforeAll
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
        lambda = Clients.of(api.uri());
    }

    @AfterAll
    void stop() {
        lambda.close();
        api.close();
        runtime.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        make(name);
    }

    private void make(String function) {
        runtime.create(function, (event, context) -> Payload.of(event.toByteArray()));
    }

    // --- tags

    @Test
    void tagsOfWhatIsNoFunction() {
        var mapping = lambda.createEventSourceMapping(request -> request.functionName(name)
                        .eventSourceArn("arn:aws:sqs:us-east-1:000000000000:tagged-" + name)
                        .tags(Map.of("a", "1")))
                .eventSourceMappingArn();
        var config = lambda.createCodeSigningConfig(
                        request -> request.allowedPublishers(publishers -> publishers.signingProfileVersionArns(
                                        "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/abcdefghij"))
                                .tags(Map.of("b", "2")))
                .codeSigningConfig()
                .codeSigningConfigArn();

        lambda.tagResource(request -> request.resource(mapping).tags(Map.of("c", "3")));
        lambda.untagResource(request -> request.resource(mapping).tagKeys("a"));
        assertThat(lambda.listTags(request -> request.resource(mapping)).tags()).isEqualTo(Map.of("c", "3"));
        assertThat(lambda.listTags(request -> request.resource(config)).tags()).isEqualTo(Map.of("b", "2"));

        lambda.deleteCodeSigningConfig(request -> request.codeSigningConfigArn(config));
        assertThatThrownBy(() -> lambda.listTags(request -> request.resource(config)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tags() {
        lambda.tagResource(request -> request.resource(ARN + name).tags(Map.of("b", "2", "a", "1")));
        lambda.tagResource(request -> request.resource(ARN + name).tags(Map.of("a", "3", "c", "")));
        lambda.untagResource(request -> request.resource(ARN + name).tagKeys("b", "none"));

        assertThat(lambda.listTags(request -> request.resource(ARN + name)).tags())
                .isEqualTo(Map.of("a", "3", "c", ""));
        assertThat(lambda.getFunction(request -> request.functionName(name)).tags())
                .isEqualTo(Map.of("a", "3", "c", ""));
        assertThatThrownBy(() -> lambda.listTags(request -> request.resource(ARN + name + ":live")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(
                        "Tags on function aliases and versions are not supported. Please specify a" + " function ARN.");
        assertThatThrownBy(() -> lambda.listTags(request -> request.resource(ARN + "none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: " + ARN + "none");
    }

    @Test
    void tagsGoWithTheirFunction() {
        lambda.tagResource(request -> request.resource(ARN + name).tags(Map.of("a", "1")));
        lambda.putFunctionRecursionConfig(request -> request.functionName(name).recursiveLoop(RecursiveLoop.ALLOW));

        lambda.deleteFunction(request -> request.functionName(name));
        make(name);

        assertThat(lambda.listTags(request -> request.resource(ARN + name)).tags())
                .isEmpty();
        assertThat(lambda.getFunctionRecursionConfig(request -> request.functionName(name))
                        .recursiveLoop())
                .isEqualTo(RecursiveLoop.TERMINATE);
    }

    // --- permissions

    @Test
    void permissions() {
        var statement = lambda.addPermission(request -> request.functionName(name)
                        .statementId("bucket")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")
                        .sourceArn("arn:aws:s3:::photos")
                        .sourceAccount("123456789012"))
                .statement();
        assertThat(statement)
                .isEqualTo("{\"Sid\":\"bucket\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + ARN + name + "\","
                        + "\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"123456789012\"},"
                        + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::photos\"}}}");

        lambda.addPermission(request -> request.functionName(name)
                .statementId("account")
                .action("lambda:GetFunction")
                .principal("123456789012"));
        var policy = lambda.getPolicy(request -> request.functionName(name));
        assertThat(policy.policy())
                .startsWith("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + ",{")
                .contains("\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}");

        assertThatThrownBy(() -> lambda.removePermission(request ->
                        request.functionName(name).statementId("bucket").revisionId("old")))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("Call the GetPolicy API");
        lambda.removePermission(
                request -> request.functionName(name).statementId("bucket").revisionId(policy.revisionId()));
        lambda.removePermission(request -> request.functionName(name).statementId("account"));
        assertThatThrownBy(() -> lambda.getPolicy(request -> request.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void permissionsThatAreRefused() {
        permit("twice", null);

        assertThatThrownBy(() -> permit("twice", null)).isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> permit("latest", "$LATEST"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("We currently do not support adding policies for $LATEST.");
        assertThatThrownBy(() -> permit("alias", "none"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Cannot find alias arn: " + ARN + name + ":none");
        assertThatThrownBy(() -> lambda.addPermission(request -> request.functionName(name)
                        .statementId("who")
                        .action("lambda:InvokeFunction")
                        .principal("nobody")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("The provided principal was invalid.");
        assertThatThrownBy(() -> IntStream.range(0, 200).forEach(number -> permit("many" + number, null)))
                .isInstanceOf(PolicyLengthExceededException.class);
        assertThatThrownBy(() -> lambda.removePermission(
                        request -> request.functionName(name).statementId("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void permit(String statement, @Nullable String qualifier) {
        lambda.addPermission(request -> request.functionName(name)
                .qualifier(qualifier)
                .statementId(statement)
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com"));
    }

    // --- asynchronous events

    @Test
    void eventsAreAcceptedAndRun() {
        var got = new LinkedBlockingQueue<String>();
        runtime.create("heard", (event, context) -> {
            got.add(event.text());
            return Payload.NULL;
        });
        lambda.putFunctionEventInvokeConfig(request -> request.functionName(name)
                .destinationConfig(config -> config.onSuccess(success -> success.destination(ARN + "heard"))));

        var accepted = lambda.invoke(request -> request.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"a\":1}")));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.executedVersion()).isNull();
        assertThat(accepted.payload().asByteArray()).isEmpty();
        assertThat(took(got))
                .contains("\"requestId\":\"" + accepted.responseMetadata().requestId() + "\"")
                .contains("\"responsePayload\":{\"a\":1}");
    }

    private static String took(BlockingQueue<String> got) {
        try {
            return Objects.requireNonNull(got.poll(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eventInvokeConfigs() {
        assertThatThrownBy(() -> lambda.getFunctionEventInvokeConfig(request -> request.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The function " + ARN + name + ":$LATEST doesn't have an EventInvokeConfig");

        var put = lambda.putFunctionEventInvokeConfig(
                request -> request.functionName(name).maximumRetryAttempts(0));
        assertThat(put.functionArn()).isEqualTo(ARN + name + ":$LATEST");
        assertThat(put.maximumRetryAttempts()).isZero();
        assertThat(put.maximumEventAgeInSeconds()).isNull();
        assertThat(put.destinationConfig().onFailure().destination()).isNull();

        var queue = "arn:aws:sqs:us-east-1:000000000000:lost";
        lambda.updateFunctionEventInvokeConfig(request -> request.functionName(name)
                .maximumEventAgeInSeconds(60)
                .destinationConfig(config -> config.onFailure(failure -> failure.destination(queue))));
        var got = lambda.getFunctionEventInvokeConfig(request -> request.functionName(name));
        assertThat(got.maximumRetryAttempts()).isZero();
        assertThat(got.maximumEventAgeInSeconds()).isEqualTo(60);
        assertThat(got.destinationConfig().onFailure().destination()).isEqualTo(queue);
        assertThat(got.lastModified()).isAfterOrEqualTo(put.lastModified());
        assertThat(lambda.listFunctionEventInvokeConfigs(request -> request.functionName(name))
                        .functionEventInvokeConfigs())
                .hasSize(1);

        lambda.deleteFunctionEventInvokeConfig(request -> request.functionName(name));
        assertThatThrownBy(() -> lambda.deleteFunctionEventInvokeConfig(request -> request.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> lambda.putFunctionEventInvokeConfig(request -> request.functionName(name)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("You must specify at least one of error handling or destination setting.");
        assertThatThrownBy(() -> lambda.putFunctionEventInvokeConfig(request -> request.functionName(name)
                        .destinationConfig(config -> config.onSuccess(success -> success.destination(ARN + name)))))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    // --- event source mappings

    @Test
    void eventSourceMappings() {
        var queue = "arn:aws:sqs:us-east-1:000000000000:orders";
        var made = lambda.createEventSourceMapping(
                request -> request.functionName(name).eventSourceArn(queue));
        assertThat(made.state()).isEqualTo("Creating");
        assertThat(made.batchSize()).isEqualTo(10);
        assertThat(made.maximumBatchingWindowInSeconds()).isZero();
        assertThat(made.functionArn()).isEqualTo(ARN + name);
        assertThat(made.eventSourceMappingArn()).endsWith(":event-source-mapping:" + made.uuid());
        assertThat(made.stateTransitionReason()).isEqualTo("USER_INITIATED");
        assertThat(made.functionResponseTypes()).isEmpty();
        assertThat(made.parallelizationFactor()).isNull();

        assertThatThrownBy(() -> lambda.createEventSourceMapping(
                        request -> request.functionName(name).eventSourceArn(queue)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining(
                        "already exists. Please update or delete the existing mapping with UUID " + made.uuid());
        assertThat(lambda.updateEventSourceMapping(request ->
                                request.uuid(made.uuid()).enabled(false).batchSize(5))
                        .state())
                .isEqualTo("Disabling");
        var got = lambda.getEventSourceMapping(request -> request.uuid(made.uuid()));
        assertThat(got.state()).isEqualTo("Disabled");
        assertThat(got.batchSize()).isEqualTo(5);
        assertThat(lambda.listEventSourceMappings(request -> request.functionName(name))
                        .eventSourceMappings())
                .hasSize(1);

        assertThat(lambda.deleteEventSourceMapping(request -> request.uuid(made.uuid()))
                        .state())
                .isEqualTo("Deleting");
        assertThatThrownBy(() -> lambda.getEventSourceMapping(request -> request.uuid(made.uuid())))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void eventSourceMappingsOfStreams() {
        var stream = "arn:aws:kinesis:us-east-1:000000000000:stream/clicks";
        var made = lambda.createEventSourceMapping(request -> request.functionName(name)
                .eventSourceArn(stream)
                .startingPosition("LATEST")
                .filterCriteria(criteria -> criteria.filters(
                        Filter.builder().pattern("{\"data\":{\"a\":[1]}}").build())));

        assertThat(made.batchSize()).isEqualTo(100);
        assertThat(made.parallelizationFactor()).isEqualTo(1);
        assertThat(made.maximumRetryAttempts()).isEqualTo(-1);
        assertThat(made.stateTransitionReason()).isEqualTo("User action");
        assertThat(made.lastProcessingResult()).isEqualTo("No records processed");
        refusedMapping("Unrecognized event source.", "arn:aws:s3:::bucket", null, null);
        refusedMapping("startingPosition", "arn:aws:kinesis:us-east-1:000000000000:stream/other", null, null);
        refusedMapping(
                "Unsupported starting position for arn type",
                "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2026",
                "AT_TIMESTAMP",
                null);
        refusedMapping(
                "Invalid filter pattern definition.", "arn:aws:sqs:us-east-1:000000000000:filtered", null, "{no");
        assertThatThrownBy(() -> lambda.createEventSourceMapping(
                        request -> request.functionName("none").eventSourceArn("arn:aws:sqs:us-east-1:000000000000:q")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Function does not exist");
        assertThatThrownBy(() -> lambda.createEventSourceMapping(request -> request.functionName(name)
                        .eventSourceArn("arn:aws:sqs:us-east-1:000000000000:q")
                        .batchSize(11)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Maximum batch window in seconds must be greater than 0");
    }

    private void refusedMapping(String why, String source, @Nullable String position, @Nullable String pattern) {
        assertThatThrownBy(() -> lambda.createEventSourceMapping(request -> {
                    request.functionName(name).eventSourceArn(source).startingPosition(position);
                    if (pattern != null)
                        request.filterCriteria(criteria -> criteria.filters(
                                Filter.builder().pattern(pattern).build()));
                }))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(why);
    }

    // --- code signing

    @Test
    void codeSigningConfigs() {
        var profile = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/us/abcdefghij";
        var made = lambda.createCodeSigningConfig(request ->
                        request.allowedPublishers(publishers -> publishers.signingProfileVersionArns(profile)))
                .codeSigningConfig();
        var arn = made.codeSigningConfigArn();
        assertThat(arn).matches("arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-[a-z0-9]{17}");
        assertThat(made.codeSigningPolicies().untrustedArtifactOnDeploymentAsString())
                .isEqualTo("Warn");
        assertThat(made.description()).isNull();
        assertThat(lambda.updateCodeSigningConfig(
                                request -> request.codeSigningConfigArn(arn).description("ours"))
                        .codeSigningConfig()
                        .allowedPublishers()
                        .signingProfileVersionArns())
                .containsExactly(profile);

        lambda.putFunctionCodeSigningConfig(
                request -> request.functionName(name).codeSigningConfigArn(arn));
        assertThat(lambda.getFunctionCodeSigningConfig(request -> request.functionName(name))
                        .codeSigningConfigArn())
                .isEqualTo(arn);
        assertThat(lambda.listFunctionsByCodeSigningConfig(request -> request.codeSigningConfigArn(arn))
                        .functionArns())
                .containsExactly(ARN + name);
        assertThatThrownBy(() -> lambda.deleteCodeSigningConfig(request -> request.codeSigningConfigArn(arn)))
                .isInstanceOf(ResourceConflictException.class);

        lambda.deleteFunctionCodeSigningConfig(request -> request.functionName(name));
        lambda.deleteCodeSigningConfig(request -> request.codeSigningConfigArn(arn));
        assertThat(lambda.listCodeSigningConfigs(request -> {}).codeSigningConfigs())
                .isEmpty();
        assertThatThrownBy(() -> lambda.putFunctionCodeSigningConfig(
                        request -> request.functionName(name).codeSigningConfigArn(arn)))
                .isInstanceOf(CodeSigningConfigNotFoundException.class);
        assertThat(lambda.getFunctionCodeSigningConfig(request -> request.functionName(name))
                        .codeSigningConfigArn())
                .isNull();
    }

    // --- small settings

    @Test
    void recursionAndRuntimeManagement() {
        assertThat(lambda.getFunctionRecursionConfig(request -> request.functionName(name))
                        .recursiveLoop())
                .isEqualTo(RecursiveLoop.TERMINATE);
        lambda.putFunctionRecursionConfig(request -> request.functionName(name).recursiveLoop(RecursiveLoop.ALLOW));
        assertThat(lambda.getFunctionRecursionConfig(request -> request.functionName(name))
                        .recursiveLoop())
                .isEqualTo(RecursiveLoop.ALLOW);

        var auto = lambda.getRuntimeManagementConfig(request -> request.functionName(name));
        assertThat(auto.updateRuntimeOn()).isEqualTo(UpdateRuntimeOn.AUTO);
        assertThat(auto.functionArn()).isEqualTo(ARN + name);
        lambda.putRuntimeManagementConfig(
                request -> request.functionName(name).updateRuntimeOn(UpdateRuntimeOn.FUNCTION_UPDATE));
        assertThat(lambda.getRuntimeManagementConfig(request -> request.functionName(name))
                        .updateRuntimeOn())
                .isEqualTo(UpdateRuntimeOn.FUNCTION_UPDATE);
        assertThatThrownBy(() -> lambda.putRuntimeManagementConfig(
                        request -> request.functionName(name).updateRuntimeOn(UpdateRuntimeOn.MANUAL)))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    // --- function URLs

    @Test
    void functionUrls() {
        var made = lambda.createFunctionUrlConfig(request -> request.functionName(name)
                .authType(FunctionUrlAuthType.NONE)
                .cors(cors -> cors.allowOrigins("https://example.org").maxAge(60)));
        assertThat(made.functionUrl())
                .matches("http://[a-z0-9]{32}\\.lambda-url\\.us-east-1\\.localhost:"
                        + api.uri().getPort() + "/");
        assertThat(made.functionArn()).isEqualTo(ARN + name);
        assertThat(made.cors().allowOrigins()).containsExactly("https://example.org");

        assertThatThrownBy(() -> lambda.createFunctionUrlConfig(
                        request -> request.functionName(name).authType(FunctionUrlAuthType.NONE)))
                .isInstanceOf(ResourceConflictException.class);
        lambda.updateFunctionUrlConfig(request -> request.functionName(name).authType(FunctionUrlAuthType.AWS_IAM));
        var got = lambda.getFunctionUrlConfig(request -> request.functionName(name));
        assertThat(got.functionUrl()).isEqualTo(made.functionUrl());
        assertThat(got.authType()).isEqualTo(FunctionUrlAuthType.AWS_IAM);
        assertThat(got.cors().maxAge()).isEqualTo(60);
        assertThat(got.invokeMode()).isEqualTo(InvokeMode.BUFFERED);
        assertThat(lambda.listFunctionUrlConfigs(request -> request.functionName(name))
                        .functionUrlConfigs())
                .hasSize(1);

        lambda.deleteFunctionUrlConfig(request -> request.functionName(name));
        assertThatThrownBy(() -> lambda.getFunctionUrlConfig(request -> request.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> lambda.createFunctionUrlConfig(
                        request -> request.functionName(name).qualifier("1").authType(FunctionUrlAuthType.NONE)))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }
}
