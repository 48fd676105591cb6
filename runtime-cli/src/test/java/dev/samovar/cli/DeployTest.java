package dev.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.AliasName;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.InvocationResult.Returned;
import dev.samovar.api.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `samovar deploy` makes of templates at a running endpoint.
final class DeployTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

    @TempDir
    private Path directory;

    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.start();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /// One endpoint serves all tests: an engine takes a while to become warm.
    @AfterEach
    void clear() {
        var control = served.runtime().control();
        control.eventSourceMappings()
                .list()
                .forEach(mapping -> control.eventSourceMappings().delete(mapping.id()));
        control.listFunctions().forEach(function -> control.deleteFunction(FunctionRef.of(function.name())));
    }

    private Path write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        return Files.writeString(file, text);
    }

    private Ran run(String in, String... more) {
        var line = new ArrayList<>(List.of("deploy"));
        line.addAll(List.of(more));
        line.add("--endpoint=" + served.uri());
        return Ran.withInput(in, line.toArray(String[]::new));
    }

    private Ran deploy(Path template, String... more) {
        var line = new ArrayList<>(List.of(template.toString(), "--stack-name=shop"));
        line.addAll(List.of(more));
        return run("", line.toArray(String[]::new));
    }

    private List<String> applied(Path template, String... more) {
        var line = new ArrayList<>(List.of(more));
        line.add("--yes");
        var ran = deploy(template, line.toArray(String[]::new));
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.out().lines().toList();
    }

    private String invoke(String reference, String event) {
        var result = served.runtime().invoke(reference, Event.json(event)).result();
        assertThat(result).isInstanceOf(Returned.class);
        return ((Returned) result).payload().text();
    }

    private static String answering(String text) {
        return "exports.handler = async (event) => ({ said: '" + text + "', who: process.env.WHO, event })\n";
    }

    private static final String HELLO = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Who: {Type: String, Default: tea}
            Globals:
              Function: {Runtime: nodejs22.x, Timeout: 10, Environment: {Variables: {WHO: !Ref Who}}}
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: hello
                  CodeUri: src/
                  Handler: app.handler
            Outputs:
              HelloArn: {Value: !GetAtt Hello.Arn}
              Place: {Value: !Sub '${AWS::Region}/${AWS::AccountId}/${AWS::StackName}'}
            """;

    // --- plan, apply, and nothing to do

    @Test
    void createsAFunctionThatAnswersAndThenFindsNothingToDo() throws IOException {
        write("src/app.js", answering("hello"));
        var template = write("template.yaml", HELLO);

        assertThat(applied(template))
                .containsExactly(
                        "+ create function hello (nodejs22.x, app.handler)",
                        "Outputs:",
                        "  HelloArn = " + ARN + "hello",
                        "  Place = us-east-1/000000000000/shop");
        assertThat(invoke("hello", "1")).isEqualTo("{\"said\":\"hello\",\"who\":\"tea\",\"event\":1}");

        var again = deploy(template, "--yes");
        assertThat(again.out()).startsWith("= unchanged function hello\n");
        assertThat(again.err())
                .contains("0 to create, 0 to update, 0 to remove, 1 unchanged")
                .doesNotContain("done");
    }

    @Test
    void updatesWhatChangedAndNamesItWithoutSecrets() throws IOException {
        write("src/app.js", answering("hello"));
        var template = write("template.yaml", HELLO);
        applied(template);

        write("src/app.js", answering("good evening"));
        write("template.yaml", HELLO.replace("Timeout: 10", "Timeout: 20, Tags: {team: tea}"));

        assertThat(applied(template, "--parameter", "Who=secret"))
                .startsWith("~ update function hello: code, Timeout 10 → 20, Environment, Tags");
        assertThat(invoke("hello", "1")).contains("good evening", "secret");
        assertThat(applied(template, "--parameter", "Who=secret")).startsWith("= unchanged function hello");
        assertThat(served.runtime()
                        .control()
                        .tags()
                        .list(FunctionRef.parse("hello").name()))
                .containsEntry("team", "tea")
                .containsEntry("samovar:stack", "shop");
    }

    @Test
    void aSettingThatIsNoLongerInTheTemplateGoesBackToItsDefault() throws IOException {
        write("src/app.js", answering("hello"));
        var template = write("template.yaml", HELLO + "");
        write(
                "template.yaml",
                HELLO.replace(
                        "FunctionName: hello",
                        "FunctionName: hello\n      MemorySize: 512"
                                + "\n      ReservedConcurrentExecutions: 5\n      EphemeralStorage: {Size: 1024}"
                                + "\n      Description: short\n      Tracing: Active"));
        applied(template);
        write("template.yaml", HELLO);

        assertThat(applied(template))
                .startsWith("~ update function hello: Description, MemorySize 512 → 128, TracingConfig,"
                        + " EphemeralStorage, ReservedConcurrentExecutions");
        assertThat(applied(template)).startsWith("= unchanged function hello");
    }

    @Test
    void asksBeforeItChangesAnything() throws IOException {
        write("src/app.js", answering("hello"));
        var template = write("template.yaml", HELLO);

        var declined = run("n\n", template.toString());
        assertThat(declined.status()).isZero();
        assertThat(declined.err()).contains("samovar: apply this? [y/N]\nsamovar: nothing was changed\n");
        assertThat(served.runtime().control().listFunctions()).isEmpty();

        assertThat(deploy(template).err()).endsWith("nobody answers; --yes does it without being asked\n");

        var dry = deploy(template, "--dry-run");
        assertThat(dry.status()).isZero();
        assertThat(dry.out()).startsWith("+ create function hello");
        assertThat(served.runtime().control().listFunctions()).isEmpty();

        assertThat(run("y\n", template.toString()).err()).contains("samovar: done: + create function hello");
        assertThat(served.runtime().control().listFunctions()).hasSize(1);
    }

    // --- SAM

    @Test
    void publishesWhenCodeChangesAndMovesTheAlias() throws IOException {
        write("src/app.js", answering("one"));
        var text = HELLO.replace("FunctionName: hello", "FunctionName: hello\n      AutoPublishAlias: live");
        var template = write("template.yaml", text);

        assertThat(applied(template))
                .contains("+ create version of hello", "+ create alias hello:live → (known after deploy)");
        assertThat(applied(template)).contains("= unchanged version hello:1", "= unchanged alias hello:live");

        // As with SAM, settings alone publish nothing.
        assertThat(applied(template, "--parameter=Who=coffee"))
                .contains("~ update function hello: Environment", "= unchanged version hello:1");

        write("src/app.js", answering("two"));
        assertThat(applied(template, "--parameter=Who=coffee"))
                .contains("+ create version of hello", "~ update alias hello:live: version 1 → the new one");
        assertThat(invoke("hello:live", "1")).contains("two");
        assertThat(invoke("hello:1", "1")).contains("one");

        write(
                "template.yaml",
                text.replace("AutoPublishAlias:", "AutoPublishAliasAllProperties: true\n      AutoPublishAlias:"));
        applied(template, "--parameter=Who=coffee");
        assertThat(applied(template, "--parameter=Who=milk"))
                .contains("~ update function hello: Environment", "+ create version of hello");
        assertThat(applied(template, "--parameter=Who=milk"))
                .allMatch(line -> !line.startsWith("+") && !line.startsWith("~"));
    }

    @Test
    void makesAPublicUrlThatAnswers() throws IOException {
        write("src/app.js", answering("url"));
        var template = write(
                "template.yaml",
                HELLO.replace("FunctionName: hello", """
                FunctionName: hello
                      AutoPublishAlias: live
                      FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ['*'], MaxAge: '60'}}""")
                        + "  Url: {Value: !GetAtt HelloUrl.FunctionUrl}\n  Alias: {Value: !Ref Hello.Alias}\n"
                        + "  Version: {Value: !Ref Hello.Version}\n");

        assertThat(deploy(template, "--dry-run").out()).contains("  Url = (known after deploy)\n");
        var lines = applied(template);
        assertThat(lines)
                .contains(
                        "+ create function URL of hello:live (NONE)",
                        "  Alias = " + ARN + "hello:live",
                        "  Version = " + ARN + "hello:1");
        var url = URI.create(lines.stream()
                .filter(line -> line.startsWith("  Url = "))
                .findFirst()
                .orElseThrow()
                .substring(8));
        assertThat(request(url)).startsWith("HTTP/1.1 200 ").contains("\"said\":\"url\"");
        assertThat(applied(template)).allMatch(line -> !line.startsWith("+") && !line.startsWith("~"));

        write("template.yaml", Files.readString(template).replace(", Cors: {AllowOrigins: ['*'], MaxAge: '60'}", ""));
        assertThat(applied(template)).contains("~ update function URL of hello:live: Cors");
        assertThat(applied(template)).contains("= unchanged function URL of hello:live");
    }

    /// What a URL answers. Not every resolver knows names under localhost, so they are only told.
    private static String request(URI url) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            var head = "GET / HTTP/1.1\r\nHost: " + url.getHost() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void makesLayersAndWhatBelongsToAFunction() throws IOException {
        write("layer/nodejs/node_modules/kettle/index.js", "module.exports = 'kettle'\n");
        write("src/app.js", "exports.handler = async () => require('kettle')\n");
        var template = write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: src/
                      Handler: app.handler
                      Runtime: nodejs22.x
                      Layers: [!Ref Common]
                      AutoPublishAlias: live
                      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}
                      EventInvokeConfig:
                        MaximumRetryAttempts: 0
                        DestinationConfig: {OnFailure: {Type: Lambda, Destination: !GetAtt Sink.Arn}}
                      Events:
                        Jobs:
                          Type: SQS
                          Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]}
                  Sink:
                    Type: AWS::Serverless::Function
                    Properties: {InlineCode: 'exports.handler = async () => 1', Handler: index.handler, Runtime: nodejs22.x}
                  Common:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {ContentUri: layer/, CompatibleRuntimes: [nodejs22.x]}
                  Queue: {Type: AWS::SQS::Queue}
                """);

        assertThat(applied(template))
                .containsExactly(
                        "+ create version of layer Common",
                        "+ create function shop-Hello (nodejs22.x, app.handler)",
                        "+ create version of shop-Hello",
                        "+ create alias shop-Hello:live → (known after deploy)",
                        "+ create function shop-Sink (nodejs22.x, index.handler)",
                        "+ create event invoke config of shop-Hello:live: MaximumRetryAttempts, DestinationConfig",
                        "+ create event source mapping arn:aws:sqs:us-east-1:000000000000:shop-Queue → shop-Hello:live",
                        "! not made here: AWS::SQS::Queue Queue, known as"
                                + " https://sqs.us-east-1.amazonaws.com/000000000000/shop-Queue");
        assertThat(invoke("shop-Hello:live", "1")).isEqualTo("\"kettle\"");
        assertThat(applied(template)).allMatch(line -> line.startsWith("= unchanged") || line.startsWith("!"));

        write("layer/nodejs/node_modules/kettle/index.js", "module.exports = 'pot'\n");
        write("template.yaml", Files.readString(template).replace("BatchSize: 5", "BatchSize: 7"));
        assertThat(applied(template))
                .contains(
                        "+ create version of layer Common",
                        "~ update function shop-Hello: Layers",
                        "~ update event source mapping arn:aws:sqs:us-east-1:000000000000:shop-Queue → shop-Hello:live: BatchSize");
        assertThat(invoke("shop-Hello", "1")).isEqualTo("\"pot\"");
    }

    @Test
    void namesEverythingThatHasNoEffect() throws IOException {
        write("src/app.js", answering("x"));
        var template = write(
                "template.yaml",
                HELLO.replace("FunctionName: hello", """
                FunctionName: hello
                      Architectures: [arm64]
                      VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
                      Policies: [AmazonS3ReadOnlyAccess]
                      Events: {Get: {Type: Api, Properties: {Path: /hello, Method: get}}}""")
                        + "  Api: {Value: !Sub 'https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/hello/'}\n"
                        + "  Role: {Value: !GetAtt HelloRole.Arn}\n");

        assertThat(applied(template))
                .contains(
                        "! not supported: event Get (Api GET /hello) of Hello",
                        "! not enforced: Policies of Hello",
                        "! not enforced: VpcConfig of Hello",
                        "! not enforced: the architecture arm64 (it runs on this machine's) of Hello",
                        "  Role = arn:aws:iam::000000000000:role/shop-HelloRole")
                .anyMatch(line -> line.matches("  Api = https://[0-9a-f]{10}\\.execute-api\\.us-east-1.*"));
        assertThat(invoke("hello", "1")).contains("x");
        var placement = served.runtime()
                .control()
                .getFunction(FunctionRef.parse("hello"))
                .spec()
                .placement();
        assertThat(placement.architecture()).isEqualTo("arm64");
        assertThat(Objects.requireNonNull(placement.vpc()).securityGroupIds()).containsExactly("sg-1");
        assertThat(applied(template)).contains("= unchanged function hello");

        write(
                "template.yaml",
                Files.readString(template).replace("[arm64]", "[x86_64]").replaceAll(" *VpcConfig.*\n", ""));
        assertThat(applied(template)).contains("~ update function hello: code, VpcConfig");
        var after = served.runtime().control().getFunction(FunctionRef.parse("hello"));
        assertThat(after.spec().placement().architecture()).isEqualTo("x86_64");
        assertThat(applied(template)).contains("= unchanged function hello");
    }

    @Test
    void takesWhatSamBuilt() throws IOException {
        write("template.yaml", HELLO.replace("src/", "not-there/"));
        write(".aws-sam/build/template.yaml", HELLO.replace("src/", "Hello"));
        write(".aws-sam/build/Hello/app.js", answering("built"));

        var ran = run("", directory.toString(), "--yes");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("stack " + nameOf(directory) + " from ")
                .contains(".aws-sam/build/template.yaml");
        assertThat(invoke("hello", "1")).contains("built");
    }

    private static String nameOf(Path directory) {
        return directory.getFileName().toString().replaceAll("[^A-Za-z0-9-]", "-");
    }

    // --- plain CloudFormation, the CDK, the Serverless Framework

    @Test
    void makesPlainResourcesInTheOrderOfTheirReferences() throws IOException {
        write("code/index.js", answering("plain"));
        var template =
                write("stack.yaml", """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Late:
                    Type: AWS::Lambda::Permission
                    DependsOn: Address
                    Properties:
                      FunctionName: !Ref Live
                      Action: lambda:InvokeFunction
                      Principal: s3.amazonaws.com
                      SourceArn: !GetAtt Bucket.Arn
                      SourceAccount: !Ref AWS::AccountId
                  Address:
                    Type: AWS::Lambda::Url
                    Properties: {TargetFunctionArn: !GetAtt F.Arn, Qualifier: live, AuthType: AWS_IAM}
                    DependsOn: [Live]
                  Live:
                    Type: AWS::Lambda::Alias
                    Properties:
                      Name: live
                      FunctionName: !Ref F
                      FunctionVersion: !GetAtt V2.Version
                      RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: !GetAtt V1.Version, FunctionWeight: '0.5'}]}
                  V1: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F, Description: first}}
                  V2: {Type: AWS::Lambda::Version, Condition: Never, Properties: {FunctionName: !Ref F}}
                  F:
                    Type: AWS::Lambda::Function
                    Properties:
                      FunctionName: plain
                      Code: code
                      Handler: index.handler
                      Runtime: nodejs22.x
                      Role: !GetAtt Role.Arn
                      Timeout: '7'
                      Environment: {Variables: {WHO: 1.50, PORT: 8080, TABLE: !Ref Table}}
                      Tags: [{Key: a, Value: b}]
                  Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {Function: !GetAtt F.Arn}}}
                  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
                  Role: {Type: AWS::IAM::Role}
                """.replace("GetAtt V2", "GetAtt V1").replaceFirst("      RoutingConfig.*\n", ""));

        assertThat(applied(template))
                .startsWith(
                        "+ create function plain (nodejs22.x, index.handler)",
                        "+ create version of plain",
                        "+ create alias plain:live → (known after deploy)",
                        "+ create function URL of plain:live (AWS_IAM)",
                        "+ create permission shop-Late of plain:live: lambda:InvokeFunction by s3.amazonaws.com")
                .contains(
                        "! not made here: AWS::DynamoDB::Table Table, known as orders",
                        "! not made here: AWS::S3::Bucket Bucket, known as shop-bucket",
                        "! not made here: AWS::IAM::Role Role, known as shop-Role");
        assertThat(invoke("plain:live", "1")).contains("\"who\":\"1.50\"");
        assertThat(applied(template)).allMatch(line -> line.startsWith("= unchanged") || line.startsWith("!"));

        write("stack.yaml", Files.readString(template).replace("Principal: s3", "Principal: sns"));
        assertThat(applied(template)).contains("~ update permission shop-Late of plain:live: its statement");
        assertThat(applied(template)).contains("= unchanged permission shop-Late of plain:live");
    }

    @Test
    void whateverIsDeployedTwiceChangesOnce() throws IOException {
        var template = write("stack.yaml", """
                Resources:
                  F:
                    Type: AWS::Lambda::Function
                    Properties:
                      FunctionName: twice
                      Code: {ZipFile: 'exports.handler = async () => 1'}
                      Handler: index.handler
                      Runtime: nodejs22.x
                      Role: arn:aws:iam::000000000000:role/service-role/any
                      Description: all there is
                      MemorySize: 256
                      Environment: {Variables: {ZZ: '1', AA: '2'}}
                      DeadLetterConfig: {TargetArn: !GetAtt Queue.Arn}
                      TracingConfig: {Mode: Active}
                      EphemeralStorage: {Size: 1024}
                      LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: DEBUG, LogGroup: !Ref Logs}
                      ReservedConcurrentExecutions: 7
                  One: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F, Description: one}}
                  Two: {Type: AWS::Lambda::Version, DependsOn: One, Properties: {FunctionName: !GetAtt F.Arn}}
                  Live:
                    Type: AWS::Lambda::Alias
                    Properties:
                      FunctionName: !Ref F
                      Name: live
                      Description: an alias
                      FunctionVersion: !GetAtt One.Version
                  ByService: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: events.amazonaws.com, SourceArn: !GetAtt Rule.Arn}}
                  ByAccount: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: 123456789012}}
                  ByRole: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Live, Action: 'lambda:GetFunction', Principal: !GetAtt Role.Arn}}
                  ByOrg: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref One, Action: 'lambda:InvokeFunction', Principal: '*', PrincipalOrgID: o-abcdefghij}}
                  BySkill: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: alexa-appkit.amazon.com, EventSourceToken: amzn1.ask.skill.1}}
                  Async: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref F, Qualifier: live, MaximumRetryAttempts: '1', MaximumEventAgeInSeconds: 60}}
                  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: AWS_IAM, InvokeMode: RESPONSE_STREAM, Cors: {AllowCredentials: 'true', AllowHeaders: [x-a], AllowMethods: [GET], AllowOrigins: ['https://a.example'], ExposeHeaders: [x-b], MaxAge: 5}}}
                  Clicks:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      FunctionName: !Ref F
                      EventSourceArn: !GetAtt Stream.Arn
                      StartingPosition: TRIM_HORIZON
                      BatchSize: '10'
                      Enabled: false
                      BisectBatchOnFunctionError: true
                      MaximumRetryAttempts: 2
                      MaximumRecordAgeInSeconds: 120
                      ParallelizationFactor: 2
                      TumblingWindowInSeconds: 0
                      FilterCriteria: {Filters: [{Pattern: '{"data":{"a":[1]}}'}]}
                      DestinationConfig: {OnFailure: {Destination: !GetAtt Queue.Arn}}
                      FunctionResponseTypes: [ReportBatchItemFailures]
                  Jobs:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {FunctionName: !Ref Live, EventSourceArn: !GetAtt Queue.Arn, BatchSize: 3, ScalingConfig: {MaximumConcurrency: 4}}
                  Common:
                    Type: AWS::Lambda::LayerVersion
                    Properties: {LayerName: twice, Content: layer, Description: a layer, CompatibleRuntimes: [nodejs22.x, nodejs20.x], CompatibleArchitectures: [x86_64], LicenseInfo: MIT}
                  Queue: {Type: AWS::SQS::Queue}
                  Stream: {Type: AWS::Kinesis::Stream}
                  Rule: {Type: AWS::Events::Rule}
                  Role: {Type: AWS::IAM::Role}
                  Logs: {Type: AWS::Logs::LogGroup}
                """);
        write("layer/nodejs/node_modules/a/index.js", "1");

        assertThat(applied(template)).filteredOn(line -> line.startsWith("+ ")).hasSize(14);
        assertThat(applied(template)).allMatch(line -> line.startsWith("= unchanged") || line.startsWith("! not made"));

        write(
                "stack.yaml",
                Files.readString(template)
                        .replace("Enabled: false", "Enabled: true")
                        .replace("o-abcdefghij", "o-klmnopqrst"));
        assertThat(applied(template))
                .filteredOn(line -> line.startsWith("~ "))
                .containsExactly(
                        "~ update permission shop-ByOrg of twice:1: its statement",
                        "~ update event source mapping arn:aws:kinesis:us-east-1:000000000000:stream/shop-Stream → twice: Enabled");
        assertThat(applied(template)).allMatch(line -> line.startsWith("= unchanged") || line.startsWith("! not made"));
    }

    @Test
    void anAliasSplitsItsRequestsAndStopsToWhenItsTemplateDoes() throws IOException {
        var first = """
                Resources:
                  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: split, Code: src, Handler: app.handler, Runtime: nodejs22.x}}
                  V1: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}
                """;
        var second = first + """
                  V2: {Type: AWS::Lambda::Version, DependsOn: V1, Properties: {FunctionName: !Ref F}}
                  Live:
                    Type: AWS::Lambda::Alias
                    Properties:
                      FunctionName: !Ref F
                      Name: live
                      FunctionVersion: !GetAtt V1.Version
                      RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: !GetAtt V2.Version, FunctionWeight: '0.25'}]}
                """;
        write("src/app.js", answering("one"));
        applied(write("stack.yaml", first));
        write("src/app.js", answering("two"));

        assertThat(applied(write("stack.yaml", second)))
                .containsExactly(
                        "~ update function split: code",
                        "= unchanged version split:1",
                        "+ create version of split",
                        "+ create alias split:live → 1");
        assertThat(applied(directory.resolve("stack.yaml"))).allMatch(line -> line.startsWith("= unchanged"));
        var weights =
                served.runtime().control().getAlias(FunctionRef.parse("split").name(), new AliasName("live"));
        assertThat(weights.canary())
                .isNotNull()
                .satisfies(it -> assertThat(it.weight()).isEqualTo(0.25));

        var without = second.substring(0, second.indexOf("      RoutingConfig"));
        assertThat(applied(write("stack.yaml", without))).contains("~ update alias split:live: RoutingConfig");
        assertThat(applied(directory.resolve("stack.yaml"))).allMatch(line -> line.startsWith("= unchanged"));
    }

    @Test
    void takesACloudAssemblyWithItsAssets() throws IOException {
        write("cdk.out/manifest.json", """
                {"version": "38.0.0", "artifacts": {
                  "Shop.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Shop.assets.json"}},
                  "Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}},
                  "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}}}}
                """);
        write("cdk.out/Shop.assets.json", """
                {"version": "38.0.0", "files": {
                  "aaa": {"source": {"path": "asset.aaa", "packaging": "zip"},
                          "destinations": {"current": {"bucketName": "cdk-x-assets-${AWS::AccountId}", "objectKey": "aaa.zip"}}}},
                 "dockerImages": {}}
                """);
        write("cdk.out/asset.aaa/index.js", answering("cdk"));
        write("cdk.out/Shop.template.json", """
                {"Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk/version"}},
                 "Conditions": {"CDKMetadataAvailable": {"Fn::Or": [{"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
                                                                     {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-2"]}]}},
                 "Resources": {
                  "HandlerServiceRoleFCDC14AE": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {
                     "Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
                  "Handler886CB40B": {"Type": "AWS::Lambda::Function", "DependsOn": ["HandlerServiceRoleFCDC14AE"],
                   "Properties": {
                    "Code": {"S3Bucket": {"Fn::Sub": "cdk-x-assets-${AWS::AccountId}"}, "S3Key": "aaa.zip"},
                    "Handler": "index.handler", "Runtime": "nodejs22.x",
                    "Role": {"Fn::GetAtt": ["HandlerServiceRoleFCDC14AE", "Arn"]}}},
                  "HandlerCurrentVersion1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Handler886CB40B"}}},
                  "CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}, "Condition": "CDKMetadataAvailable"}},
                 "Outputs": {"Name": {"Value": {"Ref": "Handler886CB40B"}},
                             "Version": {"Value": {"Fn::GetAtt": ["HandlerCurrentVersion1", "Version"]}}}}
                """);

        var ran = run("", directory.toString(), "--yes");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "+ create function Shop-Handler886CB40B (nodejs22.x, index.handler)\n",
                        "+ create version of Shop-Handler886CB40B\n",
                        "! not made here: AWS::CDK::Metadata CDKMetadata",
                        "  Name = Shop-Handler886CB40B\n",
                        "  Version = 1\n");
        assertThat(invoke("Shop-Handler886CB40B:1", "1")).contains("cdk");

        // Another id is another version, of code that changed; the same id publishes no more.
        write("cdk.out/asset.aaa/index.js", answering("changed"));
        assertThat(run("", directory.resolve("cdk.out").toString(), "--yes").out())
                .contains(
                        "~ update function Shop-Handler886CB40B: code\n",
                        "= unchanged version Shop-Handler886CB40B:1\n");
        write(
                "cdk.out/Shop.template.json",
                Files.readString(directory.resolve("cdk.out/Shop.template.json"))
                        .replace("HandlerCurrentVersion1", "HandlerCurrentVersion2"));
        assertThat(run("", directory.resolve("cdk.out").toString(), "--yes").out())
                .contains("  Version = 2\n");
    }

    @Test
    void asksWhichOfSeveralStacks() throws IOException {
        write("cdk.out/manifest.json", """
                {"artifacts": {
                  "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}},
                  "Dev": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Dev.template.json"}}}}
                """);
        write("cdk.out/assembly-Prod/manifest.json", """
                {"artifacts": {"ProdApp": {"type": "aws:cloudformation:stack", "displayName": "Prod/App",
                  "properties": {"templateFile": "ProdApp.template.json", "stackName": "Prod-App"}}}}
                """);
        var inline = """
                {"Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "nodejs22.x",
                  "Handler": "index.handler", "Code": {"ZipFile": "exports.handler = async () => '%s'"}}}}}
                """;
        write("cdk.out/Dev.template.json", inline.formatted("dev"));
        write("cdk.out/assembly-Prod/ProdApp.template.json", inline.formatted("prod"));
        var assembly = directory.resolve("cdk.out").toString();

        var several = run("", assembly, "--yes");
        assertThat(several.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(several.err()).contains("choose one with --stack-name: Prod-App, Dev");
        assertThat(run("", assembly, "--yes", "--stack-name", "Prod/App").out())
                .contains("+ create function Prod-App-F");
        assertThat(invoke("Prod-App-F", "1")).isEqualTo("\"prod\"");
    }

    @Test
    void takesWhatTheServerlessFrameworkPackaged() throws IOException {
        write("src/handler.js", answering("packaged"));
        Files.createDirectories(directory.resolve(".serverless"));
        zip(directory.resolve("src"), directory.resolve(".serverless/teashop.zip"));
        write(".serverless/cloudformation-template-update-stack.json", """
                {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
                  "ServerlessDeploymentBucket": {"Type": "AWS::S3::Bucket"},
                  "HelloLogGroup": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/aws/lambda/teashop-dev-hello"}},
                  "IamRoleLambdaExecution": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": {"Fn::Join": ["-", ["teashop", "dev", {"Ref": "AWS::Region"}, "lambdaRole"]]}}},
                  "HelloLambdaFunction": {"Type": "AWS::Lambda::Function", "DependsOn": ["HelloLogGroup"], "Properties": {
                    "Code": {"S3Bucket": {"Ref": "ServerlessDeploymentBucket"}, "S3Key": "serverless/teashop/dev/1760000000000-2025-10-09T08:53:20.000Z/teashop.zip"},
                    "Handler": "handler.handler", "Runtime": "nodejs20.x", "FunctionName": "teashop-dev-hello",
                    "MemorySize": 1024, "Timeout": 6, "Role": {"Fn::GetAtt": ["IamRoleLambdaExecution", "Arn"]}}},
                  "HelloLambdaVersionAbc": {"Type": "AWS::Lambda::Version", "DeletionPolicy": "Retain", "Properties": {
                    "FunctionName": {"Ref": "HelloLambdaFunction"}, "CodeSha256": "anything="}},
                  "HelloLambdaFunctionUrl": {"Type": "AWS::Lambda::Url", "Properties": {
                    "AuthType": "NONE", "TargetFunctionArn": {"Fn::GetAtt": ["HelloLambdaFunction", "Arn"]}}},
                  "HelloLambdaEvConf": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
                    "FunctionName": {"Ref": "HelloLambdaFunction"}, "Qualifier": "$LATEST", "MaximumRetryAttempts": 1}}},
                 "Outputs": {"HelloLambdaFunctionQualifiedArn": {"Value": {"Ref": "HelloLambdaVersionAbc"}, "Export": {"Name": "x"}}}}
                """);

        write(".serverless/serverless-state.json", """
                {"service": {"service": "teashop", "provider": {"name": "aws", "stage": "dev"}}, "package": {}}
                """);

        var ran = run("", directory.toString(), "--yes");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).startsWith("samovar: stack teashop-dev from ");
        assertThat(ran.out())
                .contains(
                        "+ create function teashop-dev-hello",
                        "  HelloLambdaFunctionQualifiedArn = " + ARN + "teashop-dev-hello:1");
        assertThat(invoke("teashop-dev-hello", "1")).contains("packaged");
        assertThat(run("", directory.toString(), "--yes", "--stack-name=teashop-dev")
                        .out())
                .doesNotContain("+ ", "~ ");
    }

    private static void zip(Path from, Path to) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(to));
                var files = Files.list(from)) {
            for (var file : files.toList()) {
                out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    @Test
    void saysWhatOtherServicesWouldHaveTold() throws IOException {
        var template = write("template.yaml", """
                Parameters: {Key: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/key}}
                Resources:
                  F:
                    Type: AWS::Lambda::Function
                    Properties:
                      Code: {ZipFile: 'exports.handler = async () => process.env.SECRET + process.env.KEY'}
                      Handler: index.handler
                      Runtime: nodejs22.x
                      Environment: {Variables: {SECRET: '{{resolve:ssm:/shop/secret}}', KEY: !Ref Key}}
                """);

        assertThat(applied(template))
                .contains(
                        "! not read: the SSM parameter that Key names, /shop/key; its value is given with --parameter"
                                + " Key=VALUE",
                        "! not read: {{resolve:ssm:/shop/secret}} of F stays as it is");
        assertThat(invoke("shop-F", "1")).isEqualTo("\"{{resolve:ssm:/shop/secret}}/shop/key\"");
        assertThat(applied(template, "--parameter", "Key=k")).noneMatch(line -> line.contains("SSM"));
    }

    // --- what is left over

    @Test
    void namesWhatIsNoLongerInTheTemplateAndRemovesItOnDemand() throws IOException {
        write("src/app.js", answering("x"));
        var template =
                write("template.yaml", HELLO.replace("FunctionName: hello", """
                FunctionName: hello
                      AutoPublishAlias: live
                      FunctionUrlConfig: {AuthType: NONE}
                      EventInvokeConfig: {MaximumRetryAttempts: 1}
                      Events: {Jobs: {Type: SQS, Properties: {Queue: arn:aws:sqs:us-east-1:000000000000:jobs}}}""").replace("Outputs:", """
                  Old:
                    Type: AWS::Serverless::Function
                    Properties: {FunctionName: old, CodeUri: src/, Handler: app.handler}
                Outputs:""".indent(0)
                        .stripTrailing()));
        applied(template);
        served.runtime().create("foreign", (event, context) -> Payload.json("1"));
        write("template.yaml", HELLO);

        var gone = List.of(
                "event source mapping arn:aws:sqs:us-east-1:000000000000:jobs → hello:live",
                "function URL of hello:live",
                "event invoke config of hello:live",
                "alias hello:live",
                "function old");
        assertThat(applied(template))
                .containsAll(gone.stream()
                        .map(it -> "- no longer in the template: " + it)
                        .toList())
                .noneMatch(line -> line.contains("foreign"));
        assertThat(invoke("old", "1")).contains("x");

        assertThat(applied(template, "--prune"))
                .containsAll(gone.stream().map(it -> "- remove " + it).toList());
        assertThat(applied(template, "--prune"))
                .startsWith("= unchanged function hello")
                .noneMatch(line -> line.startsWith("-"));
        assertThat(served.runtime().control().listFunctions().stream()
                        .map(it -> it.name().value()))
                .containsExactlyInAnyOrder("hello", "foreign");
    }

    // --- what cannot be followed

    private void refuses(String text, String sentence) throws IOException {
        var ran = deploy(write("template.yaml", text), "--yes");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).contains(sentence);
        assertThat(served.runtime().control().listFunctions()).isEmpty();
    }

    @Test
    void refusesTemplatesThatCannotBeFollowedAndChangesNothing() throws IOException {
        refuses("""
                Resources:
                  A: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Runtime: nodejs22.x, Handler: !GetAtt B.Arn}}
                  B: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Runtime: nodejs22.x, Handler: !Ref A}}
                """, "resources refer to each other in a circle: A → B → A");
        refuses("""
                Resources:
                  A: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Runtime: nodejs22.x, Handler: !Ref C}}
                """, "A: it refers to C, which is no parameter and no resource");
        refuses("""
                Resources:
                  A: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: !ImportValue x}, Runtime: nodejs22.x}}
                """, "A: Fn::ImportValue reads another stack's exports");
        refuses("""
                Transform: AWS::Include
                Resources: {A: {Type: AWS::Lambda::Function}}
                """, "needs the transform AWS::Include, which only AWS has");
        refuses(
                "Resources: {A: {Type: AWS::Lambda::Function, Properties: {Ref: AWS::Region}}}\n",
                "A: its Properties are no map");
        refuses("""
                Resources:
                  A: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Runtime: nodejs22.x, Handler: !Ref Q}}
                  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt P.QueueName}}
                  P: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Q.QueueName}}
                """, "A: the names of resources refer to each other: A, Q, P");
        refuses("Resources: {A: tea}\n", "resource A has no Type");
        refuses(HELLO, "Hello: there is nothing at ");
        write("src/pom.xml", "<project/>");
        refuses(HELLO, "is a project and not a package; build it first");
        refuses(HELLO.replace("src/", "s3://bucket/hello.zip"), "Hello: its code is in S3 (bucket/hello.zip)");
    }

    @Test
    void leavesOutContainerImagesAndWhatBelongsToThem() throws IOException {
        var template = write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Image:
                    Type: AWS::Serverless::Function
                    Properties: {PackageType: Image, ImageUri: 'x:1', FunctionUrlConfig: {AuthType: NONE}, AutoPublishAlias: live}
                  Inline:
                    Type: AWS::Serverless::Function
                    Properties: {InlineCode: 'exports.handler = async () => 1', Handler: index.handler, Runtime: nodejs22.x}
                """);

        assertThat(applied(template))
                .contains(
                        "! not supported: function Image: it is a container image",
                        "! not supported: ImageAliaslive, since its function is not",
                        "! not supported: ImageUrl, since its function is not",
                        "! not supported: ImageUrlPublicPermissions, since its function is not",
                        "+ create function shop-Inline (nodejs22.x, index.handler)");
    }

    @Test
    void doesNotTakeAnotherStacksFunction() throws IOException {
        write("src/app.js", answering("x"));
        var template = write("template.yaml", HELLO);
        applied(template);

        var ran = run("", template.toString(), "--yes", "--stack-name", "bar");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err()).contains("Hello: the function hello belongs to the stack shop");
    }

    @Test
    void aFunctionThatTheEndpointRefusesDoesNotKeepItFromTheOthers() throws IOException {
        var template = write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Long:
                    Type: AWS::Serverless::Function
                    Properties:
                      InlineCode: exports.handler = async () => 1
                      Handler: index.handler
                      Runtime: nodejs22.x
                      Timeout: 1000
                      AutoPublishAlias: live
                      FunctionUrlConfig: {AuthType: NONE}
                  Short:
                    Type: AWS::Serverless::Function
                    Properties: {InlineCode: exports.handler = async () => 2, Handler: index.handler, Runtime: nodejs22.x}
                """);

        var ran = deploy(template, "--yes");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.err())
                .contains("samovar: ! refused: function shop-Long: 1 validation error", "'timeout'")
                .contains("samovar: done: + create function shop-Short");
        assertThat(invoke("shop-Short", "1")).isEqualTo("2");

        write("template.yaml", Files.readString(template).replace("1000", "100"));
        assertThat(applied(template)).contains("+ create function shop-Long (nodejs22.x, index.handler)");
        assertThat(invoke("shop-Long:live", "1")).isEqualTo("1");
    }

    @Test
    void endsWhenAChangeIsRefused() throws IOException {
        write("src/app.js", answering("x"));
        var template = write("template.yaml", HELLO);
        applied(template);
        write("template.yaml", HELLO.replace("Timeout: 10", "Timeout: 1000"));

        var ran = deploy(template, "--yes");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.out())
                .contains("! refused: function hello: 1 validation error detected: Value '1000' at 'timeout'")
                .contains("less than or equal to 900");
        assertThat(ran.err()).contains("0 unchanged, 1 refused");
    }

    @Test
    void aPlanPromisesNothingThatIsSureToBeRefused() throws IOException {
        var template = write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Globals: {Function: {InlineCode: exports.handler = async () => 1}}
                Resources:
                  Misspelt:
                    Type: AWS::Serverless::Function
                    Properties: {Handlr: index.handler, Runtime: nodejs22.x}
                  Plain:
                    Type: AWS::Lambda::Function
                    Properties: {Code: {ZipFile: x}, Handler: index.handler, Runtime: nodejs22.x, Timeot: 3, Role: any}
                  Unheard: {Type: AWS::Serverless::Function, Properties: {Handler: index.handler, Runtime: nodejs23.x}}
                  Other: {Type: AWS::Serverless::Function, Properties: {Handler: index.handler, Runtime: nodejs14.x}}
                """);

        var ran = deploy(template, "--dry-run");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(ran.out().lines())
                .contains(
                        "! no such property: Handlr of Misspelt",
                        "! refused: function shop-Misspelt: it has no Handler, which functions with a package must have",
                        "! no such property: Timeot of Plain",
                        "! refused: function shop-Unheard: there is no runtime nodejs23.x")
                .anyMatch(line -> line.startsWith("! refused: function shop-Plain: 1 validation error detected")
                        && line.contains("'role'"))
                .anyMatch(line -> line.startsWith("! may be refused: function Other, since runtime nodejs14.x does not"
                        + " run in this version of Samovar; those that do are nodejs26.x, "));
        assertThat(served.runtime().control().listFunctions()).isEmpty();
    }

    @Test
    void whatBelongsToARefusedFunctionStays() throws IOException {
        write("src/app.js", answering("x"));
        var text = HELLO.replace("FunctionName: hello", "FunctionName: hello\n      AutoPublishAlias: live");
        applied(write("template.yaml", text));

        var ran = deploy(write("template.yaml", text.replace("Timeout: 10", "Timeout: 1000")), "--yes", "--prune");

        assertThat(ran.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(invoke("hello:live", "1")).contains("x");
    }

    @Test
    void takesAFunctionThatBelongsToNoStackOnlyWhereItIsTold() throws IOException {
        write("src/app.js", answering("x"));
        var template = write("template.yaml", HELLO);
        served.runtime().create("hello", (event, context) -> Payload.json("1"));

        var ran = deploy(template, "--yes");

        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(ran.err())
                .contains("Hello: the function hello already exists and belongs to no stack; --adopt takes it into this"
                        + " one, or name the function differently");
        assertThat(invoke("hello", "1")).isEqualTo("1");
        assertThat(deploy(template, "--dry-run", "--adopt").out()).contains("~ update function hello: code");
    }

    @Test
    void namesTheLineThatTemplatesOfSamLack() throws IOException {
        var template = write(
                "template.yaml",
                HELLO.replace("Transform: AWS::Serverless-2016-10-31\n", "").replaceFirst("Outputs:[\\s\\S]*", ""));

        assertThat(deploy(template, "--dry-run").out())
                .contains("! not made: AWS::Serverless::Function Hello, since the template lacks the line Transform:"
                        + " AWS::Serverless-2016-10-31");
    }

    @Test
    void namesLayersThatItsFunctionsDoNotHaveAnyMore() throws IOException {
        write("src/app.js", answering("x"));
        write("deps/nodejs/node_modules/tea/index.js", "");
        var layered = HELLO.replace("CodeUri: src/", "CodeUri: src/\n      Layers: [!Ref Deps]")
                .replace("Outputs:", """
                  Deps: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: deps/}}
                Outputs:""".indent(0).stripTrailing());
        assertThat(applied(write("template.yaml", layered))).noneMatch(line -> line.startsWith("-"));
        write("deps/nodejs/node_modules/tea/index.js", "exports.tea = 1");
        assertThat(applied(write("template.yaml", layered))).noneMatch(line -> line.startsWith("-"));

        assertThat(applied(write("template.yaml", HELLO), "--prune"))
                .contains("- no longer in the template: layer Deps, whose versions are kept");
        assertThat(served.runtime().control().layers().list()).isNotEmpty();
    }
}
