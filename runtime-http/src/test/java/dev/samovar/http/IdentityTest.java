package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.FunctionRuntime;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/// What tools ask of STS and IAM before they make a function, through AWS's own clients.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityTest {
    private static final String ARN = "arn:aws:iam::000000000000:";
    private static final String BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}""";
    private static final String ALLOW = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}""";

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private IamClient iam;
    private StsClient sts;

    /// A role of the test's own, which is not made yet.
    private String name;

    @BeforeAll
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", "000000000000"))
                .start();
        iam = Clients.configured(IamClient.builder(), api.uri()).build();
        sts = Clients.configured(StsClient.builder(), api.uri()).build();
    }

    @AfterAll
    void stop() {
        sts.close();
        iam.close();
        api.close();
        runtime.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    private Role make() {
        return iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
                .role();
    }

    // --- STS

    @Test
    void theCallerIsTheAccount() {
        var caller = sts.getCallerIdentity();

        assertThat(caller.account()).isEqualTo("000000000000");
        assertThat(caller.arn()).isEqualTo(ARN + "root");
        assertThat(caller.userId()).isEqualTo("000000000000");
        assertThat(caller.responseMetadata().requestId()).isNotBlank();
    }

    @Test
    void handsOutSessions() {
        var session =
                sts.getSessionToken(request -> request.durationSeconds(900)).credentials();
        assertThat(session.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(session.secretAccessKey()).hasSize(40);
        assertThat(session.sessionToken()).isNotBlank();
        assertThat(session.expiration()).isAfter(Instant.now());

        var role = sts.assumeRole(
                request -> request.roleArn(ARN + "role/path/deployer").roleSessionName("me"));
        assertThat(role.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/me");
        assertThat(role.assumedRoleUser().assumedRoleId()).endsWith(":me");
        assertThat(role.credentials().accessKeyId()).startsWith("ASIA");
        assertThatThrownBy(() -> sts.assumeRole(
                        request -> request.roleArn(ARN + "user/somebody").roleSessionName("me")))
                .isInstanceOfSatisfying(
                        StsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationError"));
        assertThatThrownBy(() -> sts.getSessionToken(request -> request.durationSeconds(10)))
                .isInstanceOf(StsException.class)
                .hasMessageContaining(
                        "at 'durationSeconds' failed to satisfy constraint: Member must have value greater"
                                + " than or equal to 900");
    }

    // --- roles

    @Test
    void roles() {
        var made = iam.createRole(request -> request.roleName(name)
                        .path("/service/")
                        .assumeRolePolicyDocument(TRUST)
                        .description("a <role> & more")
                        .maxSessionDuration(7_200)
                        .permissionsBoundary(BASIC)
                        .tags(Tag.builder().key("a").value("1").build()))
                .role();
        assertThat(made.arn()).isEqualTo(ARN + "role/service/" + name);
        assertThat(made.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(made.createDate()).isBeforeOrEqualTo(Instant.now());

        var got = iam.getRole(request -> request.roleName(name)).role();
        assertThat(got.roleId()).isEqualTo(made.roleId());
        assertThat(got.path()).isEqualTo("/service/");
        assertThat(got.description()).isEqualTo("a <role> & more");
        assertThat(got.maxSessionDuration()).isEqualTo(7_200);
        assertThat(got.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(BASIC);
        assertThat(got.tags()).containsExactly(Tag.builder().key("a").value("1").build());
        assertThat(got.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%20%222012-10-17%22");
        assertThat(URLDecoder.decode(got.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);

        iam.updateRole(request -> request.roleName(name).description("other"));
        iam.updateAssumeRolePolicy(
                request -> request.roleName(name).policyDocument(TRUST.replace("lambda", "edgelambda")));
        var changed = iam.getRole(request -> request.roleName(name)).role();
        assertThat(changed.description()).isEqualTo("other");
        assertThat(changed.maxSessionDuration()).isEqualTo(7_200);
        assertThat(changed.assumeRolePolicyDocument()).contains("edgelambda");
        assertThat(iam.listInstanceProfilesForRole(request -> request.roleName(name))
                        .instanceProfiles())
                .isEmpty();

        iam.deleteRole(request -> request.roleName(name));
        assertThatThrownBy(() -> iam.getRole(request -> request.roleName(name)))
                .isInstanceOfSatisfying(
                        NoSuchEntityException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("NoSuchEntity"))
                .hasMessageContaining("The role with name " + name + " cannot be found.");
    }

    @Test
    void rolesThatAreRefused() {
        make();

        assertThatThrownBy(() -> iam.createRole(
                        request -> request.roleName("ROLESthatAreRefused").assumeRolePolicyDocument(TRUST)))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name ROLESthatAreRefused already exists.");
        assertThatThrownBy(
                        () -> iam.createRole(request -> request.roleName("a b").assumeRolePolicyDocument(TRUST)))
                .isInstanceOfSatisfying(
                        IamException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationError"))
                .hasMessageContaining("1 validation error detected: Value 'a b' at 'roleName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+");
        assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName("none")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"Statement\":[]}",
                "{\"Version\":\"2020-01-01\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Maybe\",\"Action\":\"a:b\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Action\":\"a:b\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Principal\":\"*\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Principal\":\"*\",\"Other\":1}}",
                "{\"Statement\":[7]}",
            })
    void refusesWhatIsNoDocument(String document) {
        assertThatThrownBy(() -> iam.createRole(
                        request -> request.roleName("undocumented").assumeRolePolicyDocument(document)))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void listsRolesInParts() {
        IntStream.range(0, 12)
                .forEach(number -> iam.createRole(request ->
                        request.roleName(name + number).path("/listed/").assumeRolePolicyDocument(TRUST)));

        var first = iam.listRoles(request -> request.pathPrefix("/listed/").maxItems(5));
        assertThat(first.roles()).hasSize(5);
        assertThat(first.isTruncated()).isTrue();
        assertThat(iam
                        .listRolesPaginator(
                                request -> request.pathPrefix("/listed/").maxItems(5))
                        .roles()
                        .stream()
                        .map(Role::roleName))
                .hasSize(12)
                .isSorted();
        assertThat(iam.listRoles().isTruncated()).isFalse();
    }

    @Test
    void tags() {
        make();
        iam.tagRole(request -> request.roleName(name)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("").build()));
        iam.untagRole(request -> request.roleName(name).tagKeys("a", "none"));

        assertThat(iam.listRoleTags(request -> request.roleName(name)).tags())
                .containsExactly(Tag.builder().key("b").value("").build());
        assertThatThrownBy(() -> iam.tagRole(request -> request.roleName(name)
                        .tags(IntStream.range(0, 50)
                                .mapToObj(key ->
                                        Tag.builder().key("k" + key).value("").build())
                                .toList())))
                .isInstanceOf(LimitExceededException.class);
    }

    // --- policies of roles

    @Test
    void policiesOfItsOwn() {
        make();
        iam.putRolePolicy(request -> request.roleName(name).policyName("p").policyDocument(ALLOW));

        var got = iam.getRolePolicy(request -> request.roleName(name).policyName("p"));
        assertThat(got.roleName()).isEqualTo(name);
        assertThat(URLDecoder.decode(got.policyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(ALLOW);
        assertThat(iam.listRolePolicies(request -> request.roleName(name)).policyNames())
                .containsExactly("p");
        assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName(name)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("must delete policies first");
        assertThatThrownBy(() -> iam.putRolePolicy(
                        request -> request.roleName(name).policyName("q").policyDocument(TRUST)))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> iam.putRolePolicy(request -> request.roleName(name)
                        .policyName("q")
                        .policyDocument(ALLOW.replace("s3:*", "s3:" + "x".repeat(11_000)))))
                .isInstanceOf(LimitExceededException.class);

        iam.deleteRolePolicy(request -> request.roleName(name).policyName("p"));
        assertThatThrownBy(() ->
                        iam.getRolePolicy(request -> request.roleName(name).policyName("p")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role policy with name p cannot be found.");
        iam.deleteRole(request -> request.roleName(name));
    }

    @Test
    void policiesThatAreAttached() {
        make();
        iam.attachRolePolicy(request -> request.roleName(name).policyArn(BASIC));
        iam.attachRolePolicy(request -> request.roleName(name).policyArn(BASIC));

        assertThat(iam.listAttachedRolePolicies(request -> request.roleName(name))
                        .attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyName("AWSLambdaBasicExecutionRole")
                        .policyArn(BASIC)
                        .build());
        assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName(name)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("must detach all policies first");
        assertThatThrownBy(() ->
                        iam.attachRolePolicy(request -> request.roleName(name).policyArn(ARN + "policy/none")))
                .isInstanceOf(NoSuchEntityException.class);

        iam.detachRolePolicy(request -> request.roleName(name).policyArn(BASIC));
        assertThatThrownBy(() ->
                        iam.detachRolePolicy(request -> request.roleName(name).policyArn(BASIC)))
                .isInstanceOf(NoSuchEntityException.class);
        iam.deleteRole(request -> request.roleName(name));
    }

    // --- managed policies

    @Test
    void managedPolicies() {
        var made = iam.createPolicy(request -> request.policyName(name)
                        .path("/own/")
                        .policyDocument(ALLOW)
                        .description("mine"))
                .policy();
        assertThat(made.arn()).isEqualTo(ARN + "policy/own/" + name);
        assertThat(made.policyId()).startsWith("ANPA");
        assertThat(made.defaultVersionId()).isEqualTo("v1");
        assertThat(made.attachmentCount()).isZero();
        assertThatThrownBy(() ->
                        iam.createPolicy(request -> request.policyName(name).policyDocument(ALLOW)))
                .isInstanceOf(EntityAlreadyExistsException.class);

        make();
        iam.attachRolePolicy(request -> request.roleName(name).policyArn(made.arn()));
        assertThat(iam.getPolicy(request -> request.policyArn(made.arn())).policy())
                .satisfies(policy -> assertThat(policy.attachmentCount()).isEqualTo(1))
                .satisfies(policy -> assertThat(policy.description()).isEqualTo("mine"));
        assertThat(iam.listPolicies(request -> request.pathPrefix("/own/").onlyAttached(true))
                        .policies())
                .extracting(Policy::arn)
                .containsExactly(made.arn());
        assertThat(URLDecoder.decode(
                        iam.getPolicyVersion(
                                        request -> request.policyArn(made.arn()).versionId("v1"))
                                .policyVersion()
                                .document(),
                        StandardCharsets.UTF_8))
                .isEqualTo(ALLOW);
        assertThat(iam.listPolicyVersions(request -> request.policyArn(made.arn()))
                        .versions())
                .singleElement()
                .satisfies(version -> assertThat(version.isDefaultVersion()).isTrue());
        assertThatThrownBy(() -> iam.deletePolicy(request -> request.policyArn(made.arn())))
                .isInstanceOf(DeleteConflictException.class);

        iam.detachRolePolicy(request -> request.roleName(name).policyArn(made.arn()));
        iam.deletePolicy(request -> request.policyArn(made.arn()));
        assertThatThrownBy(() -> iam.getPolicy(request -> request.policyArn(made.arn())))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("Policy " + made.arn() + " was not found.");
    }

    @Test
    void policiesOfAwsAreThere() {
        var basic = iam.getPolicy(request -> request.policyArn(BASIC)).policy();

        assertThat(basic.policyName()).isEqualTo("AWSLambdaBasicExecutionRole");
        assertThat(basic.path()).isEqualTo("/service-role/");
    }

    @Test
    void whatIsNotHeldSaysSo() {
        assertThatThrownBy(() -> iam.createUser(request -> request.userName("u")))
                .isInstanceOfSatisfying(
                        IamException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501))
                .hasMessageContaining("CreateUser is not supported by this version of Samovar.");
        assertThat(iam.listAccountAliases().accountAliases()).isEmpty();
    }
}
