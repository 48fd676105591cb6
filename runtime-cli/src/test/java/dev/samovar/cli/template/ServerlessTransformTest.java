package dev.samovar.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SAM's resources become.
final class ServerlessTransformTest {
    @TempDir
    private Path directory;

    private Templates sam(String text) {
        return Templates.of(directory, Map.of(), "Transform: AWS::Serverless-2016-10-31\n" + text);
    }

    @Test
    void globalsMergeMapsContinueListsAndYieldToTheFunction() {
        var made = sam("""
                Globals:
                  Function:
                    Runtime: nodejs22.x
                    Timeout: 10
                    Layers: [one]
                    Environment: {Variables: {A: global, B: global}}
                    Tags: {team: tea}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: index.handler
                      CodeUri: src/
                      Timeout: 20
                      Layers: [two]
                      Environment: {Variables: {B: own}}
                  G:
                    Type: AWS::Serverless::Function
                    IgnoreGlobals: [Timeout]
                    Properties: {Handler: index.handler, InlineCode: x}
                """);

        var f = made.properties("F");
        assertThat(f.path("Runtime").asString()).isEqualTo("nodejs22.x");
        assertThat(f.path("Timeout").asInt()).isEqualTo(20);
        assertThat(f.path("Layers").toString()).isEqualTo("[\"one\",\"two\"]");
        assertThat(f.at("/Environment/Variables").toString()).isEqualTo("{\"A\":\"global\",\"B\":\"own\"}");
        assertThat(f.path("Tags").toString()).isEqualTo("[{\"Key\":\"team\",\"Value\":\"tea\"}]");
        assertThat(f.path("Code").asString()).isEqualTo("src/");
        assertThat(f.path("Role").asString()).isEqualTo("<FRole.Arn>");
        assertThat(made.properties("G").has("Timeout")).isFalse();
        assertThat(made.properties("G").at("/Code/ZipFile").asString()).isEqualTo("x");
    }

    @Test
    void aPublishedAliasIsWhatEverythingElseSpeaksTo() {
        var made = sam("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: index.handler
                      Runtime: nodejs22.x
                      CodeUri: s3://bucket/path/code.zip
                      AutoPublishAlias: live
                      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
                      FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ['*']}, InvokeMode: RESPONSE_STREAM}
                      EventInvokeConfig:
                        MaximumRetryAttempts: 1
                        DestinationConfig: {OnFailure: {Type: Lambda, Destination: !GetAtt G.Arn}}
                      Events:
                        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, BatchSize: 5}}
                        Get: {Type: HttpApi, Properties: {Method: get, Path: /x}}
                """);

        assertThat(made.properties("F").path("Code").toString())
                .isEqualTo("{\"S3Bucket\":\"bucket\",\"S3Key\":\"path/code.zip\"}");
        assertThat(made.properties("FAliaslive").toString())
                .isEqualTo("{\"FunctionName\":\"<F>\",\"FunctionVersion\":\"<FVersion.Version>\",\"Name\":\"live\","
                        + "\"ProvisionedConcurrencyConfig\":{\"ProvisionedConcurrentExecutions\":2}}");
        assertThat(made.properties("FUrl").path("Qualifier").asString()).isEqualTo("live");
        assertThat(made.resource("FUrl").dependsOn()).containsExactly("FAliaslive");
        assertThat(made.properties("FUrlPublicPermissions").toString())
                .isEqualTo("{\"FunctionName\":\"<FAliaslive>\",\"Principal\":\"*\","
                        + "\"Action\":\"lambda:InvokeFunctionUrl\",\"FunctionUrlAuthType\":\"NONE\"}");
        assertThat(made.properties("FURLInvokeAllowPublicAccess").path("Action").asString())
                .isEqualTo("lambda:InvokeFunction");
        assertThat(made.properties("FEventInvokeConfig").toString())
                .isEqualTo("{\"FunctionName\":\"<F>\",\"Qualifier\":\"live\",\"MaximumRetryAttempts\":1,"
                        + "\"DestinationConfig\":{\"OnFailure\":{\"Destination\":\"<G.Arn>\"}}}");
        assertThat(made.properties("FJobs").toString())
                .isEqualTo("{\"EventSourceArn\":\"<Q.Arn>\",\"BatchSize\":5,\"FunctionName\":\"<FAliaslive>\"}");
        assertThat(made.remarks).containsExactly("not supported: event Get (HttpApi GET /x) of F");
    }

    @Test
    void aUrlForCallersWithAnAccountIsNotMadePublic() {
        var made = sam("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      InlineCode: x
                      FunctionUrlConfig: {AuthType: AWS_IAM}
                """);
        assertThat(made.resources).containsKey("FUrl").doesNotContainKeys("FUrlPublicPermissions", "FVersion");
    }

    @Test
    void namesWhatHasNoEffectHere() {
        var made = sam("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      InlineCode: x
                      Policies: [AWSLambdaBasicExecutionRole]
                      DeploymentPreference: {Type: Canary10Percent5Minutes}
                      EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}}}
                      Events:
                        Tick: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
                """);
        assertThat(made.remarks)
                .containsExactlyInAnyOrder(
                        "not supported: the SQS that SAM makes for OnSuccess of F",
                        "not supported: event Tick (Schedule) of F",
                        "not enforced: Policies of F",
                        "not supported: DeploymentPreference of F");
    }

    @Test
    void aLayerIsNamedAsItsLogicalId() {
        var made = sam("""
                Globals: {LayerVersion: {PublishLambdaVersion: true}}
                Resources:
                  Common:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {ContentUri: layer/, CompatibleRuntimes: [nodejs22.x], RetentionPolicy: Retain}
                """);
        assertThat(made.resource("Common").type()).isEqualTo("AWS::Lambda::LayerVersion");
        assertThat(made.properties("Common").toString())
                .isEqualTo("{\"LayerName\":\"Common\",\"Content\":\"layer/\",\"CompatibleRuntimes\":[\"nodejs22.x\"]}");
    }
}
