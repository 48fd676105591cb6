package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.FunctionUrl;
import dev.samovar.api.Payload;
import dev.samovar.api.Permission;
import dev.samovar.api.Version;
import dev.samovar.http.auth.FunctionAccess;
import dev.samovar.spi.Caller;
import dev.samovar.spi.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/// Who may use an endpoint that insists on credentials. Requests are signed by AWS's own signer.
///
/// Source: AWS Identity and Access Management user guide, "AWS Signature Version 4 for API requests".
final class SignedRequestsTest {
    private static final String ACCOUNT = "000000000000";
    private static final String OTHER = "111122223333";
    private static final FunctionName F = new FunctionName("f");
    private static final Map<String, Credentials> KNOWN = Map.of(
            "AKIDOWN", new Credentials("AKIDOWN", "own/secret", null, Caller.root(ACCOUNT)),
            "AKIDUSER",
                    new Credentials("AKIDUSER", "user", null, new Caller(ACCOUNT, "arn:aws:iam::000000000000:user/u")),
            "ASIATEMP", new Credentials("ASIATEMP", "temporary", "token+/=", Caller.root(ACCOUNT)),
            "AKIDOTHER", new Credentials("AKIDOTHER", "other", null, Caller.root(OTHER)));

    private final FunctionAccess functions = new FunctionAccess();
    private final HttpClient http = HttpClient.newHttpClient();
    private FunctionRuntime runtime;
    private LambdaApi.Running api;

    @BeforeEach
    void start() {
        runtime = Samovar.builder().isolation(IN_PROCESS).variables(functions).build();
        api = LambdaApi.on(runtime, new Account("aws", "us-east-1", ACCOUNT))
                .credentials(id -> Optional.ofNullable(KNOWN.get(id)))
                .functions(functions)
                .authorizer((caller, action, resource) ->
                        !caller.arn().contains(":user/") || action.startsWith("lambda:Get"))
                .start();
        runtime.create("f", (event, context) -> Payload.of(event.toByteArray()));
    }

    @AfterEach
    void stop() {
        api.close();
        runtime.close();
    }

    private static AwsCredentialsIdentity keys(String id) {
        var known = KNOWN.get(id);
        return known == null
                ? AwsCredentialsIdentity.create(id, "guessed")
                : AwsCredentialsIdentity.create(id, known.secretAccessKey());
    }

    private HttpResponse<String> send(
            String method,
            String path,
            String body,
            AwsCredentialsIdentity keys,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how)
            throws IOException, InterruptedException {
        return send(signed(method, path, body, keys, how), body);
    }

    private SdkHttpRequest signed(
            String method,
            String path,
            String body,
            AwsCredentialsIdentity keys,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how) {
        var request = SdkHttpRequest.builder()
                .uri(api.uri().resolve(path))
                .method(SdkHttpMethod.fromValue(method))
                .putHeader("Content-Type", "application/json")
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> {
                    signing.identity(keys)
                            .request(request)
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1");
                    how.accept(signing);
                })
                .request();
    }

    private HttpResponse<String> send(SdkHttpRequest signed, String body) throws IOException, InterruptedException {
        var sent =
                HttpRequest.newBuilder(signed.getUri()).method(signed.method().name(), BodyPublishers.ofString(body));
        signed.headers().forEach((name, values) -> {
            if (!Set.of("host", "content-length").contains(name.toLowerCase(Locale.ROOT)))
                values.forEach(value -> sent.header(name, value));
        });
        return http.send(sent.build(), BodyHandlers.ofString());
    }

    private static final String INVOKE = "/2015-03-31/functions/f/invocations";

    @Test
    void aSignedRequestIsAnswered() throws Exception {
        var answer = send("POST", INVOKE, "{\"a\":1}", keys("AKIDOWN"), signing -> {});

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void pathsAndQueriesAreSignedAsTheyAre() throws Exception {
        runtime.publish("f");
        runtime.control().createAlias(F, new AliasName("live"), Version.of(1), null, "");
        for (var path : List.of(
                "/2015-03-31/functions/f/versions?MaxItems=1&Marker=",
                "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af?Qualifier=live",
                "/2015-03-31/functions/f?Qualifier=%24LATEST",
                "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af"))
            assertThat(send("GET", path, "", keys("AKIDOWN"), signing -> {}).statusCode())
                    .as(path)
                    .isEqualTo(200);
    }

    @Test
    void aPresignedRequestIsAnsweredWhileItHolds() throws Exception {
        var answer = send(
                "GET",
                "/2015-03-31/functions/f",
                "",
                keys("AKIDOWN"),
                signing -> signing.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        var old = send(
                "GET",
                "/2015-03-31/functions/f",
                "",
                keys("AKIDOWN"),
                signing -> signing.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                        .putProperty(HttpSigner.SIGNING_CLOCK, at(Instant.now().minusSeconds(61))));
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("Signature expired");
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    @Test
    void clocksMayDifferByFiveMinutes() throws Exception {
        for (var minutes : List.of(-6, 6)) {
            var answer = send(
                    "GET",
                    "/2015-03-31/functions/f",
                    "",
                    keys("AKIDOWN"),
                    signing -> signing.putProperty(
                            HttpSigner.SIGNING_CLOCK, at(Instant.now().plus(Duration.ofMinutes(minutes)))));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidSignatureException");
            assertThat(answer.body()).contains(minutes < 0 ? "Signature expired: " : "Signature not yet current: ");
        }
        var early = send(
                "GET",
                "/2015-03-31/functions/f",
                "",
                keys("AKIDOWN"),
                signing -> signing.putProperty(
                        HttpSigner.SIGNING_CLOCK, at(Instant.now().plus(Duration.ofMinutes(4)))));
        assertThat(early.statusCode()).isEqualTo(200);
    }

    @Test
    void chunksAreSignedOneByOne() throws Exception {
        var body = "{\"text\":\"" + "x".repeat(200_000) + "\"}";
        var request = SdkHttpRequest.builder()
                .uri(api.uri().resolve(INVOKE))
                .method(SdkHttpMethod.POST)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(keys("AKIDOWN"))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true));
        var chunks = signed.payload().orElseThrow().newStream().readAllBytes();

        var answer = send(signed.request(), new String(chunks, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);

        var changed = new String(chunks, StandardCharsets.UTF_8).replace("xxxx\"}", "xxxy\"}");
        assertThat(send(signed.request(), changed).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNotSignedOrNotByAKnownKeyIsRefused() throws Exception {
        var unsigned = http.send(
                HttpRequest.newBuilder(api.uri().resolve("/2015-03-31/functions/gone"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");

        var unknown = send("GET", "/2015-03-31/functions/f", "", keys("AKIDGUESSED"), signing -> {});
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body())
                .isEqualTo("{\"message\":\"The security token included in the request is invalid.\"}");

        var wrong = send(
                "GET",
                "/2015-03-31/functions/f",
                "",
                AwsCredentialsIdentity.create("AKIDOWN", "guessed"),
                signing -> {});
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.headers().firstValue("x-amzn-ErrorType")).contains("InvalidSignatureException");

        var partial = http.send(
                HttpRequest.newBuilder(api.uri().resolve("/2015-03-31/functions/f"))
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDOWN/20260101/us-east-1/lambda")
                        .build(),
                BodyHandlers.ofString());
        assertThat(partial.statusCode()).isEqualTo(403);
        assertThat(partial.body()).contains("Authorization header requires 'Signature' parameter.");
    }

    @Test
    void whatWasChangedAfterwardsIsRefused() throws Exception {
        var signed = signed("POST", INVOKE, "{\"a\":1}", keys("AKIDOWN"), signing -> {});

        assertThat(send(signed, "{\"a\":2}").statusCode()).isEqualTo(403);
        var elsewhere = signed.toBuilder()
                .encodedPath("/2015-03-31/functions/g/invocations")
                .build();
        assertThat(send(elsewhere, "{\"a\":1}").statusCode()).isEqualTo(403);
        var asked = signed.toBuilder().putRawQueryParameter("Qualifier", "1").build();
        assertThat(send(asked, "{\"a\":1}").statusCode()).isEqualTo(403);
    }

    @Test
    void temporaryKeysNeedTheirToken() throws Exception {
        var with = AwsSessionCredentialsIdentity.create("ASIATEMP", "temporary", "token+/=");
        assertThat(send("GET", "/2015-03-31/functions/f", "", with, signing -> {})
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/2015-03-31/functions/f", "", keys("ASIATEMP"), signing -> {})
                        .statusCode())
                .isEqualTo(403);
    }

    private StsClient sts(String id) {
        return Clients.configured(StsClient.builder(), api.uri())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(id, keys(id).secretAccessKey())))
                .build();
    }

    private int get(software.amazon.awssdk.services.sts.model.Credentials given) throws Exception {
        var session = AwsSessionCredentialsIdentity.create(
                given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        return send("GET", "/2015-03-31/functions/f", "", session, signing -> {})
                .statusCode();
    }

    @Test
    void whatStsHandsOutIsAsGoodAsTheKeysThatAskedForIt() throws Exception {
        try (var own = sts("AKIDOWN");
                var user = sts("AKIDUSER");
                var other = sts("AKIDOTHER")) {
            assertThat(get(own.getSessionToken().credentials())).isEqualTo(200);
            var role = own.assumeRole(
                    asked -> asked.roleArn("arn:aws:iam::000000000000:role/r").roleSessionName("session"));
            assertThat(get(role.credentials())).isEqualTo(200);
            var ofUser = user.getSessionToken().credentials();
            assertThat(get(ofUser)).isEqualTo(200);
            var session = AwsSessionCredentialsIdentity.create(
                    ofUser.accessKeyId(), ofUser.secretAccessKey(), ofUser.sessionToken());
            assertThat(send("POST", INVOKE, "1", session, signing -> {}).statusCode())
                    .isEqualTo(403);
            assertThatThrownBy(() -> user.assumeRole(asked ->
                            asked.roleArn("arn:aws:iam::000000000000:role/r").roleSessionName("session")))
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("user/u is not authorized to perform: sts:AssumeRole");
            assertThat(get(other.getSessionToken().credentials())).isEqualTo(403);
            assertThatThrownBy(() -> own.assumeRole(asked ->
                            asked.roleArn("arn:aws:iam::" + OTHER + ":role/r").roleSessionName("session")))
                    .isInstanceOf(StsException.class);
        }
    }

    @Test
    void otherAccountsMayDoWhatAPolicyLetsThem() throws Exception {
        runtime.publish("f");
        runtime.control().createAlias(F, new AliasName("live"), Version.of(1), null, "");
        runtime.control()
                .policies()
                .add(F, new AliasName("live"), Permission.of("s", OTHER, "lambda:InvokeFunction"), null);

        assertThat(send("POST", INVOKE + "?Qualifier=live", "1", keys("AKIDOTHER"), signing -> {})
                        .statusCode())
                .isEqualTo(200);
        var answer = send("POST", INVOKE, "1", keys("AKIDOTHER"), signing -> {});
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"Message\":\"User: arn:aws:iam::111122223333:root is not authorized to perform:"
                        + " lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:f because"
                        + " no resource-based policy allows the lambda:InvokeFunction action\"}");
        assertThat(send("GET", "/2015-03-31/functions/f?Qualifier=live", "", keys("AKIDOTHER"), signing -> {})
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsAllowedIsWhatRuns() throws Exception {
        runtime.publish("f");
        runtime.control().createAlias(F, new AliasName("live"), Version.of(1), null, "");
        runtime.control()
                .policies()
                .add(F, new AliasName("live"), Permission.of("s", OTHER, "lambda:InvokeFunction"), null);
        runtime.control().policies().add(F, null, Permission.of("s", "444455556666", "lambda:InvokeFunction"), null);
        var arn = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af/invocations";

        for (var path : List.of(INVOKE + "?Qualifier=live&Qualifier=1", arn + "?Qualifier=1"))
            assertThat(send("POST", path, "1", keys("AKIDOTHER"), signing -> {}).statusCode())
                    .as(path)
                    .isEqualTo(403);
        assertThat(send("POST", arn + "?Qualifier=live", "1", keys("AKIDOTHER"), signing -> {})
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aQualifierThatAnOperationIgnoresOpensNothing() throws Exception {
        runtime.publish("f");
        var live = new AliasName("live");
        runtime.control().createAlias(F, live, Version.of(1), null, "");
        runtime.control().policies().add(F, live, Permission.of("s", OTHER, "lambda:*"), null);

        for (var path : List.of(
                "/2015-03-31/functions/f/configuration?Qualifier=live",
                "/2017-10-31/functions/f/concurrency?Qualifier=live"))
            assertThat(send("PUT", path, "{\"ReservedConcurrentExecutions\": 0}", keys("AKIDOTHER"), signing -> {})
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
    }

    @Test
    void whatIsForTheUrlOpensNothingElse() throws Exception {
        var throughUrl = new Permission.Conditions(null, null, null, null, null, true);
        runtime.control().policies().add(F, null, new Permission("s", "*", "lambda:InvokeFunction", throughUrl), null);

        assertThat(send("POST", INVOKE, "1", keys("AKIDOTHER"), signing -> {}).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNotSignedSaysNothing() throws Exception {
        var signed = signed("POST", INVOKE, "1", keys("AKIDOWN"), signing -> {});
        var changed =
                signed.toBuilder().putHeader("X-Amz-Invocation-Type", "Event").build();

        assertThat(send(changed, "1").statusCode()).isEqualTo(403);
        assertThat(send(
                                "POST",
                                INVOKE,
                                "1",
                                keys("AKIDOWN"),
                                signing -> signing.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void rolesAreForTheAccountAlone() throws Exception {
        var create = "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%7D";
        var who = "Action=GetCallerIdentity&Version=2011-06-15";

        assertThat(form(create, "AKIDOTHER").statusCode()).isEqualTo(403);
        assertThat(form(who, "AKIDOTHER").body()).contains("<Account>111122223333</Account>");
        assertThat(form(who, "AKIDUSER").body()).contains("<Arn>arn:aws:iam::000000000000:user/u</Arn>");
    }

    private HttpResponse<String> form(String form, String keys) throws IOException, InterruptedException {
        var request = SdkHttpRequest.builder()
                .uri(api.uri().resolve("/"))
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(keys(keys))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        return send(signed, form);
    }

    @Test
    void theHostDecidesWhatUsersMayDo() throws Exception {
        assertThat(send("GET", "/2015-03-31/functions/f", "", keys("AKIDUSER"), signing -> {})
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", INVOKE, "1", keys("AKIDUSER"), signing -> {}).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aUrlWithIamWantsASignature() throws Exception {
        var url = runtime.control()
                .functionUrls()
                .create(F, null, FunctionUrl.AuthType.AWS_IAM, null, FunctionUrl.InvokeMode.BUFFERED);
        var at = "http://" + url.id() + ".lambda-url.us-east-1.localhost:"
                + api.uri().getPort() + "/";
        var request = SdkHttpRequest.builder()
                .uri(URI.create(at))
                .method(SdkHttpMethod.GET)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(keys("AKIDOWN"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();

        var authorization = signed.firstMatchingHeader("Authorization").orElseThrow();
        assertThat(status(signed, authorization)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(status(signed, authorization + "0")).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(status(signed, "")).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    /// Sent by hand: Java's client finds no names under `localhost`.
    private String status(SdkHttpRequest signed, String authorization) throws IOException {
        var head = new StringBuilder("GET / HTTP/1.1\r\nConnection: close\r\n");
        signed.headers().forEach((name, values) -> {
            if (!name.equals("Authorization"))
                head.append(name).append(": ").append(values.getFirst()).append("\r\n");
        });
        if (!authorization.isEmpty())
            head.append("Authorization: ").append(authorization).append("\r\n");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void functionsGetNoOtherKeysForTheirOwn() {
        var given = functions.of(runtime.control().getFunction(FunctionRef.of(F)));
        var keys = AwsSessionCredentials.create(
                given.get("AWS_ACCESS_KEY_ID"), given.get("AWS_SECRET_ACCESS_KEY"), given.get("AWS_SESSION_TOKEN"));
        try (var sts = Clients.configured(StsClient.builder(), api.uri())
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .build()) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":function:f");
            assertThatThrownBy(sts::getSessionToken)
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("is not authorized to perform: sts:GetSessionToken");
            assertThatThrownBy(() -> sts.assumeRole(asked ->
                            asked.roleArn("arn:aws:iam::000000000000:role/r").roleSessionName("session")))
                    .isInstanceOf(StsException.class);
        }
    }

    @Test
    void functionsInvokeEachOtherWithKeysOfTheirOwn() {
        var given = functions.of(runtime.control().getFunction(FunctionRef.of(F)));
        assertThat(given.get("AWS_ENDPOINT_URL_LAMBDA")).isEqualTo(api.uri().toString());
        try (var lambda = Clients.of(
                api.uri(),
                AwsSessionCredentials.create(
                        given.get("AWS_ACCESS_KEY_ID"),
                        given.get("AWS_SECRET_ACCESS_KEY"),
                        given.get("AWS_SESSION_TOKEN")))) {
            assertThat(lambda.invoke(request -> request.functionName("f").payload(SdkBytes.fromUtf8String("7")))
                            .payload()
                            .asUtf8String())
                    .isEqualTo("7");
            assertThatThrownBy(() -> lambda.deleteFunction(request -> request.functionName("f")))
                    .isInstanceOfSatisfying(
                            LambdaException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void elsewhereCredentialsAreNeeded() {
        var open =
                LambdaApi.on(runtime, new Account("aws", "us-east-1", ACCOUNT)).host("0.0.0.0");

        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs credentials");
    }
}
