package dev.samovar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.sts.StsClient;

/// The calls of Terraform's provider `aws`, in its order: `apply`, a `plan` that finds nothing to change, `apply` of a
/// change, and `destroy`. What the provider takes for granted in an answer is asserted beside the call.
final class TerraformTest {
    private static final String ACCOUNT = "000000000000";
    private static final String FUNCTION = "tea";
    private static final String ARN = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:" + FUNCTION;
    private static final String ROLE = "brewer";
    private static final String BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Action":"sts:AssumeRole","Effect":"Allow",\
            "Principal":{"Service":"lambda.amazonaws.com"}}]}""";

    private Endpoint endpoint;
    private LambdaClient lambda;
    private IamClient iam;
    private StsClient sts;

    /// What a refresh keeps of every resource. Where code is downloaded from is not part of it.
    private record Refreshed(
            Role role,
            List<String> rolePolicies,
            List<String> attached,
            List<Object> layer,
            FunctionConfiguration function,
            Map<String, String> tags,
            int reserved,
            FunctionConfiguration latest,
            @Nullable String codeSigning,
            String policy,
            List<Object> alias) {}

    @BeforeEach
    void start() {
        endpoint = Endpoint.open(runtime -> runtime);
        lambda = endpoint.lambda();
        iam = Clients.configured(IamClient.builder(), endpoint.uri()).build();
        sts = Clients.configured(StsClient.builder(), endpoint.uri()).build();
    }

    @AfterEach
    void stop() {
        iam.close();
        sts.close();
        endpoint.close();
    }

    @Test
    void appliesPlansChangesAndDestroys() {
        assertThat(sts.getCallerIdentity().account()).isEqualTo(ACCOUNT);
        createRole();
        var layer = publishLayer();
        createFunction(layer);
        createPermission();
        createAlias();

        var applied = refresh();
        assertThat(applied.function().layers()).extracting(it -> it.arn()).containsExactly(layer);
        assertThat(applied.latest().version()).isEqualTo("1");
        assertPlanFindsNothing(applied);

        updateFunction();
        updateAlias();

        var changed = refresh();
        assertThat(changed.latest().version()).isEqualTo("2");
        assertThat(changed.latest().functionArn()).isEqualTo(ARN + ":2");
        assertThat(changed.function().description()).isEqualTo("second cup");
        assertThat(changed.alias()).contains("2");
        assertPlanFindsNothing(changed);

        destroy();
    }

    private void assertPlanFindsNothing(Refreshed known) {
        assertThat(refresh()).isEqualTo(known);
    }

    // --- apply

    private void createRole() {
        var created = iam.createRole(request -> request.roleName(ROLE)
                        .path("/")
                        .maxSessionDuration(3600)
                        .assumeRolePolicyDocument(TRUST))
                .role();
        assertThat(created.roleName()).isEqualTo(ROLE);
        readRole();
        iam.attachRolePolicy(request -> request.roleName(ROLE).policyArn(BASIC));
        assertThat(attached()).containsExactly(BASIC);
    }

    private String publishLayer() {
        var published = lambda.publishLayerVersion(request -> request.layerName("leaves")
                .description("")
                .licenseInfo("")
                .compatibleRuntimes(Runtime.JAVA25)
                .content(content -> content.zipFile(Packages.of(Map.of("leaves.txt", new byte[] {1})))));
        readLayer();
        return published.layerVersionArn();
    }

    private void createFunction(String layer) {
        lambda.createFunction(request -> request.functionName(FUNCTION)
                .description("")
                .memorySize(128)
                .packageType(PackageType.ZIP)
                .publish(true)
                .role(readRole().arn())
                .timeout(30)
                .handler(Functions.class.getName() + "::one")
                .runtime(Runtime.JAVA25)
                .layers(layer)
                .ephemeralStorage(storage -> storage.size(512))
                .tracingConfig(tracing -> tracing.mode(TracingMode.PASS_THROUGH))
                .environment(environment -> environment.variables(Map.of("WHO", "world")))
                .tags(Map.of("pot", "blue"))
                .code(code -> code.zipFile(Packages.withHandlers("first"))));
        Awaitility.await().until(() -> readFunction().configuration().state() == State.ACTIVE);
        lambda.putFunctionConcurrency(request -> request.functionName(FUNCTION).reservedConcurrentExecutions(5));
    }

    private void createPermission() {
        lambda.addPermission(request -> request.functionName(FUNCTION)
                .statementId("terraform-20260101")
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn("arn:aws:events:us-east-1:" + ACCOUNT + ":rule/tea"));
        // Name and qualifier are taken from the resource, the principal from "Service".
        assertThat(policy())
                .contains("\"Sid\":\"terraform-20260101\"", "\"Resource\":\"" + ARN + "\"")
                .contains("\"Principal\":{\"Service\":\"events.amazonaws.com\"}")
                .contains("\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"");
    }

    private void createAlias() {
        var created = lambda.createAlias(request -> request.functionName(FUNCTION)
                .name("live")
                .description("")
                .functionVersion("1")
                .routingConfig(_ -> {}));
        assertThat(created.aliasArn()).isEqualTo(ARN + ":live");
        assertThat(weights(getAlias())).isEmpty();
    }

    // --- refresh

    private Refreshed refresh() {
        var function = readFunction();
        return new Refreshed(
                readRole(),
                iam.listRolePolicies(request -> request.roleName(ROLE)).policyNames(),
                attached(),
                readLayer(),
                function.configuration(),
                function.tags(),
                function.concurrency().reservedConcurrentExecutions(),
                latestVersion(),
                lambda.getFunctionCodeSigningConfig(request -> request.functionName(FUNCTION))
                        .codeSigningConfigArn(),
                policy(),
                readAlias());
    }

    private Role readRole() {
        var role = iam.getRole(request -> request.roleName(ROLE)).role();
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
        assertThat(role.createDate()).isNotNull();
        assertThat(role.roleId()).startsWith("AROA");
        assertThat(role.maxSessionDuration()).isEqualTo(3600);
        return role;
    }

    private List<String> attached() {
        return iam.listAttachedRolePolicies(request -> request.roleName(ROLE)).attachedPolicies().stream()
                .map(it -> it.policyArn())
                .toList();
    }

    private List<Object> readLayer() {
        var layer =
                lambda.getLayerVersion(request -> request.layerName("leaves").versionNumber(1L));
        assertThat(layer.description()).isEmpty();
        assertThat(layer.licenseInfo()).isNullOrEmpty();
        return List.of(
                layer.layerVersionArn(),
                layer.layerArn(),
                layer.createdDate(),
                layer.compatibleRuntimes(),
                layer.content().codeSha256(),
                layer.content().codeSize());
    }

    /// The provider reads members of both parts without asking whether they are there.
    private GetFunctionResponse readFunction() {
        var function = lambda.getFunction(request -> request.functionName(FUNCTION));
        assertThat(function.code()).isNotNull();
        assertThat(function.configuration()).isNotNull();
        return function;
    }

    /// The last entry of the last page.
    private FunctionConfiguration latestVersion() {
        return lambda
                .listVersionsByFunctionPaginator(
                        request -> request.functionName(FUNCTION).maxItems(10_000))
                .stream()
                .reduce((_, page) -> page)
                .orElseThrow()
                .versions()
                .getLast();
    }

    private String policy() {
        return lambda.getPolicy(request -> request.functionName(FUNCTION)).policy();
    }

    private List<Object> readAlias() {
        var alias = getAlias();
        return List.of(alias.aliasArn(), alias.name(), alias.description(), alias.functionVersion(), weights(alias));
    }

    private GetAliasResponse getAlias() {
        return lambda.getAlias(request -> request.functionName(FUNCTION).name("live"));
    }

    /// A routing configuration that nobody wrote would be a difference, be it empty.
    private static Map<String, Double> weights(GetAliasResponse alias) {
        var routing = alias.routingConfig();
        if (routing == null) return Map.of();
        assertThat(routing.additionalVersionWeights()).isNotEmpty();
        return routing.additionalVersionWeights();
    }

    // --- change

    private void updateFunction() {
        lambda.updateFunctionConfiguration(request ->
                request.functionName(FUNCTION).description("second cup").layers(List.of()));
        awaitUpdated();
        lambda.updateFunctionCode(request -> request.functionName(FUNCTION).zipFile(Packages.withHandlers("second")));
        awaitUpdated();
        var published = lambda.publishVersion(request -> request.functionName(FUNCTION));
        // By the version's own ARN and its qualifier.
        Awaitility.await().untilAsserted(() -> {
            var version = lambda.getFunctionConfiguration(
                    request -> request.functionName(published.functionArn()).qualifier(published.version()));
            assertThat(version.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        });
        assertThat(readFunction().configuration().codeSha256())
                .isEqualTo(Base64.getEncoder().encodeToString(Packages.sha256(Packages.withHandlers("second"))));
    }

    private void awaitUpdated() {
        Awaitility.await()
                .until(() -> readFunction().configuration().lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL);
    }

    /// First with weights, then without: an empty routing configuration takes them away.
    private void updateAlias() {
        lambda.updateAlias(request -> request.functionName(FUNCTION)
                .name("live")
                .description("")
                .functionVersion("1")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));
        assertThat(weights(getAlias())).containsExactly(Map.entry("2", 0.5));
        lambda.updateAlias(request -> request.functionName(FUNCTION)
                .name("live")
                .description("")
                .functionVersion("2")
                .routingConfig(_ -> {}));
        assertThat(weights(getAlias())).isEmpty();
    }

    // --- destroy

    private void destroy() {
        lambda.deleteAlias(request -> request.functionName(FUNCTION).name("live"));
        lambda.removePermission(request -> request.functionName(FUNCTION).statementId("terraform-20260101"));
        assertThatThrownBy(this::policy).isInstanceOf(ResourceNotFoundException.class);
        lambda.deleteFunction(request -> request.functionName(FUNCTION));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThatThrownBy(this::readFunction).isInstanceOf(ResourceNotFoundException.class));
        lambda.deleteLayerVersion(request -> request.layerName("leaves").versionNumber(1L));
        assertThatThrownBy(this::readLayer).isInstanceOf(ResourceNotFoundException.class);

        iam.detachRolePolicy(request -> request.roleName(ROLE).policyArn(BASIC));
        assertThat(attached()).isEmpty();
        assertThat(iam.listInstanceProfilesForRole(request -> request.roleName(ROLE))
                        .instanceProfiles())
                .isEmpty();
        iam.deleteRole(request -> request.roleName(ROLE));
        assertThatThrownBy(this::readRole).isInstanceOf(NoSuchEntityException.class);
    }
}
