package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Layers, through AWS's own client.
final class LayersTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:layer:lib";

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private LambdaClient lambda;

    @BeforeEach
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
        lambda = Clients.of(api.uri());
    }

    @AfterEach
    void stop() {
        lambda.close();
        api.close();
        runtime.close();
    }

    private PublishLayerVersionResponse publish(String description) {
        var handlers = Packages.withHandlers("layer").asByteArray();
        return lambda.publishLayerVersion(request -> request.layerName("lib")
                .description(description)
                .compatibleRuntimes(Runtime.JAVA25)
                .licenseInfo("MIT")
                .content(content -> content.zipFile(Packages.of(Map.of("java/lib/handlers.jar", handlers)))));
    }

    private void use(String function, String... layers) {
        lambda.createFunction(request -> request.functionName(function)
                .runtime(Runtime.JAVA25)
                .handler(Functions.class.getName() + "::one")
                .role("arn:aws:iam::000000000000:role/any")
                .layers(layers)
                .code(code -> code.zipFile(Packages.of(Map.of("readme", new byte[0])))));
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName(function));
    }

    @Test
    void layersOfOthersAreNotOurs() {
        publish("ours");

        assertThatThrownBy(() -> lambda.deleteLayerVersion(
                        request -> request.layerName("arn:aws:lambda:eu-west-1:999999999999:layer:lib")
                                .versionNumber(1L)))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
        assertThat(lambda.listLayerVersions(request -> request.layerName("lib")).layerVersions())
                .hasSize(1);
    }

    @Test
    void versionsArePublishedListedAndDeleted() {
        var first = publish("first");
        assertThat(first.layerArn()).isEqualTo(ARN);
        assertThat(first.layerVersionArn()).isEqualTo(ARN + ":1");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.content().codeSize()).isPositive();
        assertThat(first.licenseInfo()).isEqualTo("MIT");
        publish("second");

        assertThat(lambda.listLayerVersions(request -> request.layerName(ARN)).layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(2L, 1L);
        assertThat(lambda.listLayers(request -> {}).layers())
                .singleElement()
                .satisfies(layer ->
                        assertThat(layer.latestMatchingVersion().version()).isEqualTo(2));
        assertThat(lambda.listLayers(request -> request.compatibleRuntime(Runtime.NODEJS22_X))
                        .layers())
                .isEmpty();
        assertThat(lambda.getLayerVersionByArn(request -> request.arn(ARN + ":1"))
                        .description())
                .isEqualTo("first");

        lambda.deleteLayerVersion(request -> request.layerName("lib").versionNumber(2L));
        lambda.deleteLayerVersion(request -> request.layerName("lib").versionNumber(2L));
        assertThatThrownBy(() -> lambda.getLayerVersion(
                        request -> request.layerName("lib").versionNumber(2L)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
        assertThatThrownBy(() -> lambda.getLayerVersion(
                        request -> request.layerName("lib").versionNumber(0L)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Layer Version Cannot be less than 1");
        assertThat(publish("third").version()).isEqualTo(3);
    }

    @Test
    void aFunctionUsesALayerThatIsDeleted() {
        var layer = publish("");
        use("user", layer.layerVersionArn());
        var shown = lambda.getFunctionConfiguration(request -> request.functionName("user"));
        assertThat(shown.layers()).singleElement().satisfies(used -> {
            assertThat(used.arn()).isEqualTo(layer.layerVersionArn());
            assertThat(used.codeSize()).isEqualTo(layer.content().codeSize());
        });
        assertThat(lambda.invoke(request -> request.functionName("user"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("1");

        lambda.deleteLayerVersion(request -> request.layerName("lib").versionNumber(1L));
        lambda.updateFunctionConfiguration(
                request -> request.functionName("user").description("still"));
        lambda.waiter().waitUntilFunctionUpdatedV2(request -> request.functionName("user"));

        assertThat(lambda.invoke(request -> request.functionName("user"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("1");
    }

    @Test
    void layersThatAreRefused() {
        publish("");
        publish("");

        assertThatThrownBy(() -> use("user", ARN + ":9"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Layer version " + ARN + ":9 does not exist.");
        assertThatThrownBy(() -> use("user", ARN + ":1", ARN + ":2"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Two different versions of the same layer are not allowed");
        assertThatThrownBy(() -> use("user", ARN + ":1", "a:1", "b:1", "c:1", "d:1", "e:1"))
                .isInstanceOf(LambdaException.class);
        assertThatThrownBy(() -> lambda.publishLayerVersion(request -> request.layerName("bad")
                        .content(content -> content.zipFile(SdkBytes.fromUtf8String("no zip")))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Could not unzip uploaded file.");
    }

    @Test
    void aVersionHasAPolicy() {
        publish("");
        var added = lambda.addLayerVersionPermission(request -> request.layerName("lib")
                .versionNumber(1L)
                .statementId("all")
                .action("lambda:GetLayerVersion")
                .principal("*")
                .organizationId("o-abcdefghij"));
        assertThat(added.statement())
                .isEqualTo("{\"Sid\":\"all\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"lambda:GetLayerVersion\",\"Resource\":\"" + ARN + ":1\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-abcdefghij\"}}}");
        assertThat(lambda.getLayerVersionPolicy(
                                request -> request.layerName("lib").versionNumber(1L))
                        .policy())
                .contains(added.statement());

        lambda.removeLayerVersionPermission(
                request -> request.layerName("lib").versionNumber(1L).statementId("all"));

        assertThatThrownBy(() -> lambda.getLayerVersionPolicy(
                        request -> request.layerName("lib").versionNumber(1L)))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
