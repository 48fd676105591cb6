package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/// AWS's own client, unchanged, against a runtime in this JVM.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsSdkTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private LambdaClient lambda;

    @BeforeAll
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        api = LambdaApi.on(runtime, ACCOUNT).start();
        lambda = Clients.of(api.uri());
    }

    @AfterAll
    void stop() {
        lambda.close();
        api.close();
        runtime.close();
    }

    private void create(String name, String method) {
        var created = lambda.createFunction(request -> request.functionName(name)
                .runtime(Runtime.JAVA25)
                .handler(Functions.class.getName() + "::" + method)
                .role("arn:aws:iam::000000000000:role/any")
                .timeout(30)
                .environment(environment -> environment.variables(Map.of("WHO", "world")))
                .code(code -> code.zipFile(Packages.withHandlers("first"))));
        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:" + name);
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName(name));
    }

    @Test
    void createsAndInvokes() {
        create("greet", "greet");

        var answer = lambda.invoke(request -> request.functionName("greet")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"say\":\"hello\"}")));

        assertThat(answer.payload().asUtf8String()).isEqualTo("\"hello world\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.functionError()).isNull();
        assertThat(SdkBytes.fromByteArray(Base64.getDecoder().decode(answer.logResult()))
                        .asUtf8String())
                .contains("START RequestId: " + answer.responseMetadata().requestId(), "greeting", "REPORT");
    }

    @Test
    void whatComesWithAFunctionIsKeptOrNothingIs() {
        var queue = "arn:aws:sqs:us-east-1:000000000000:dead";
        lambda.createFunction(furnished("furnished", Map.of("a", "1"))
                .deadLetterConfig(config -> config.targetArn(queue))
                .build());

        assertThat(lambda.getFunction(request -> request.functionName("furnished"))
                        .tags())
                .isEqualTo(Map.of("a", "1"));
        assertThat(lambda.getFunctionConfiguration(request -> request.functionName("furnished"))
                        .deadLetterConfig()
                        .targetArn())
                .isEqualTo(queue);

        var many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(n -> "tag" + n, n -> ""));
        assertRefusedWhole(furnished("tagged", many));
        assertRefusedWhole(furnished("signed", Map.of("a", "1"))
                .codeSigningConfigArn(
                        "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdefg"));
    }

    private static CreateFunctionRequest.Builder furnished(String name, Map<String, String> tags) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime(Runtime.JAVA25)
                .handler(Functions.class.getName() + "::one")
                .role("arn:aws:iam::000000000000:role/any")
                .tags(tags)
                .code(code -> code.zipFile(Packages.withHandlers("first")));
    }

    private void assertRefusedWhole(CreateFunctionRequest.Builder request) {
        var wanted = request.build();
        assertThatThrownBy(() -> lambda.createFunction(wanted)).isInstanceOf(LambdaException.class);
        assertThatThrownBy(() -> lambda.getFunction(get -> get.functionName(wanted.functionName())))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tellsThatAFunctionFailed() {
        create("fails", "fail");

        var answer = lambda.invoke(request -> request.functionName("fails"));

        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String())
                .contains("\"errorType\":\"java.lang.IllegalStateException\"", "\"errorMessage\":\"no\"");
    }

    @Test
    void publishesVersionsAndRoutesByAliases() {
        create("routed", "one");
        assertThat(lambda.publishVersion(request -> request.functionName("routed"))
                        .version())
                .isEqualTo("1");
        lambda.updateFunctionConfiguration(
                request -> request.functionName("routed").handler(Functions.class.getName() + "::two"));
        lambda.waiter().waitUntilFunctionUpdatedV2(request -> request.functionName("routed"));
        var second =
                lambda.publishVersion(request -> request.functionName("routed").description("second"));
        assertThat(second.functionArn()).endsWith(":routed:2");
        assertThat(second.description()).isEqualTo("second");
        lambda.createAlias(
                request -> request.functionName("routed").name("live").functionVersion("1"));
        assertThat(invoke("routed:live")).isEqualTo("1");

        var moved = lambda.updateAlias(request -> request.functionName("routed")
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 1.0))));

        assertThat(moved.routingConfig().additionalVersionWeights()).containsEntry("2", 1.0);
        assertThat(invoke("routed:live")).isEqualTo("2");
        assertThat(lambda.listVersionsByFunction(request -> request.functionName("routed"))
                        .versions())
                .extracting(version -> version.version())
                .containsExactly("$LATEST", "1", "2");
        assertThat(lambda.getFunctionConfiguration(
                                request -> request.functionName("routed").qualifier("live"))
                        .functionArn())
                .endsWith(":routed:live");
    }

    private String invoke(String name) {
        return lambda.invoke(request -> request.functionName(name)).payload().asUtf8String();
    }

    @Test
    void throttles() {
        create("reserved", "one");
        lambda.putFunctionConcurrency(
                request -> request.functionName("reserved").reservedConcurrentExecutions(0));

        assertThatThrownBy(() -> invoke("reserved")).isInstanceOfSatisfying(TooManyRequestsException.class, refused -> {
            assertThat(refused.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
            assertThat(refused.statusCode()).isEqualTo(429);
        });
    }

    @Test
    void saysWhatIsWrong() {
        create("there", "one");

        assertThatThrownBy(() -> invoke("nowhere")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> create("there", "one"))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: there");
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(
                        request -> request.functionName("there").timeout(0).memorySize(1)))
                .isInstanceOfSatisfying(LambdaException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(refused.awsErrorDetails().errorMessage())
                            .contains(
                                    "2 validation errors detected: ",
                                    "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater"
                                            + " than or equal to 1",
                                    "Value '1' at 'memorySize' failed to satisfy constraint: Member must have value"
                                            + " greater than or equal to 128");
                });
        assertThatThrownBy(() ->
                        lambda.invoke(request -> request.functionName("there:1").qualifier("2")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("The derived qualifier from the function name does not match");
        assertThatThrownBy(() ->
                        lambda.invoke(request -> request.functionName("there").payload(SdkBytes.fromUtf8String("{"))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Could not parse request body into json");
    }

    @Test
    void keepsWhereAFunctionWouldRun() {
        var made = lambda.createFunction(request -> request.functionName("placed")
                .runtime(Runtime.JAVA25)
                .handler("app.Any")
                .role("arn:aws:iam::000000000000:role/any")
                .architectures(Architecture.ARM64)
                .kmsKeyArn("arn:aws:kms:us-east-1:000000000000:key/k")
                .vpcConfig(vpc -> vpc.subnetIds("subnet-1").securityGroupIds("sg-1"))
                .fileSystemConfigs(mount -> mount.arn(
                                "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0")
                        .localMountPath("/mnt/tea"))
                .code(code -> code.zipFile(Packages.withHandlers("first"))));

        assertThat(made.architectures()).containsExactly(Architecture.ARM64);
        assertThat(made.kmsKeyArn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/k");
        assertThat(made.vpcConfig().subnetIds()).containsExactly("subnet-1");
        assertThat(made.vpcConfig().securityGroupIds()).containsExactly("sg-1");
        assertThat(made.fileSystemConfigs().getFirst().localMountPath()).isEqualTo("/mnt/tea");

        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName("placed"));
        var changed = lambda.updateFunctionCode(request -> request.functionName("placed")
                .architectures(Architecture.X86_64)
                .zipFile(Packages.withHandlers("second")));
        assertThat(changed.architectures()).containsExactly(Architecture.X86_64);
        assertThat(changed.vpcConfig().subnetIds()).containsExactly("subnet-1");
    }

    @Test
    void packagesCanBeDownloadedAgain() throws Exception {
        var zip = Packages.withHandlers("first");
        lambda.createFunction(request -> request.functionName("download")
                .runtime(Runtime.JAVA25)
                .handler("app.Any")
                .role("arn:aws:iam::000000000000:role/any")
                .code(code -> code.zipFile(zip)));
        var location = lambda.getFunction(request -> request.functionName("download"))
                .code()
                .location();
        var client = HttpClient.newHttpClient();

        var answer = client.send(HttpRequest.newBuilder(URI.create(location)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(zip.asByteArray());

        var forged = URI.create(location.replace("Expires=", "Expires=9"));
        assertThat(client.send(HttpRequest.newBuilder(forged).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);

        lambda.deleteFunction(request -> request.functionName("download"));
        lambda.createFunction(request -> request.functionName("download")
                .runtime(Runtime.JAVA25)
                .handler("app.Any")
                .role("arn:aws:iam::000000000000:role/any")
                .code(code -> code.zipFile(Packages.withHandlers("second"))));
        assertThat(client.send(HttpRequest.newBuilder(URI.create(location)).build(), BodyHandlers.discarding())
                        .statusCode())
                .as("a URL for a package that was there before")
                .isEqualTo(403);

        var layer = lambda.publishLayerVersion(
                request -> request.layerName("download").content(content -> content.zipFile(zip)));
        var ofLayer = client.send(
                HttpRequest.newBuilder(URI.create(layer.content().location())).build(), BodyHandlers.ofByteArray());
        assertThat(ofLayer.body()).isEqualTo(zip.asByteArray());
    }

    @Test
    void codeInABucketThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> lambda.createFunction(request -> request.functionName("bucket")
                        .runtime(Runtime.JAVA25)
                        .handler("app.Any")
                        .role("arn:aws:iam::000000000000:role/any")
                        .code(code -> code.s3Bucket("bucket").s3Key("key.zip"))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Error occurred while GetObject. S3 Error Code: NoSuchKey.");
    }

    @Test
    void reachesNoOtherRegionAndAccount() {
        assertThatThrownBy(() -> lambda.deleteFunction(
                        request -> request.functionName("arn:aws:lambda:eu-west-1:000000000000:function:any")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Functions from 'eu-west-1' are not reachable in this region ('us-east-1')");
        assertThatThrownBy(() -> lambda.deleteFunction(
                        request -> request.functionName("arn:aws:lambda:us-east-1:123456789012:function:any")))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }

    @Test
    void deletes() {
        create("gone", "one");

        lambda.deleteFunction(request -> request.functionName("gone"));

        assertThatThrownBy(() -> lambda.getFunction(request -> request.functionName("gone")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(lambda.listFunctions().functions())
                .extracting(function -> function.functionName())
                .doesNotContain("gone");
    }

    @Test
    void tellsTheAccountsLimits() {
        var settings = lambda.getAccountSettings();

        assertThat(settings.accountLimit().concurrentExecutions()).isEqualTo(1000);
        assertThat(settings.accountLimit().codeSizeZipped()).isEqualTo(52_428_800L);
    }
}
