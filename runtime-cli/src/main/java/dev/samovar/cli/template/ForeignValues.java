package dev.samovar.cli.template;

import dev.samovar.api.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a resource that is not made here answers to those that refer to it: always the same, and of the shape that
/// the real one's answer has.
///
/// Source: AWS CloudFormation user guide, "Return values" of each type.
public final class ForeignValues {
    /// A type, the property that names it, and its answers. `{}` is its name, `{arn}` what an ARN of the account
    /// begins with behind its service, `{hex}` ten digits of its own.
    private static final String TABLE = """
            AWS::ApiGateway::RestApi | - | Ref={hex} | RootResourceId={hex} | RestApiId={hex}
            AWS::ApiGatewayV2::Api | - | Ref={hex} | ApiId={hex} | ApiEndpoint=https://{hex}.execute-api.{region}.amazonaws.com
            AWS::DynamoDB::Table | TableName | Ref={} | Arn=arn:{p}:dynamodb:{arn}:table/{} | StreamArn=arn:{p}:dynamodb:{arn}:table/{}/stream/2026-01-01T00:00:00.000
            AWS::DynamoDB::GlobalTable | TableName | Ref={} | Arn=arn:{p}:dynamodb:{arn}:table/{} | StreamArn=arn:{p}:dynamodb:{arn}:table/{}/stream/2026-01-01T00:00:00.000
            AWS::Events::EventBus | Name | Ref={} | Name={} | Arn=arn:{p}:events:{arn}:event-bus/{}
            AWS::Events::Rule | Name | Ref={} | Arn=arn:{p}:events:{arn}:rule/{}
            AWS::IAM::Role | RoleName | Ref={} | Arn=arn:{p}:iam::{account}:role/{} | RoleId=AROAEXAMPLE
            AWS::Kinesis::Stream | Name | Ref={} | Arn=arn:{p}:kinesis:{arn}:stream/{}
            AWS::KMS::Key | - | Ref={uuid} | KeyId={uuid} | Arn=arn:{p}:kms:{arn}:key/{uuid}
            AWS::Logs::LogGroup | LogGroupName | Ref={} | Arn=arn:{p}:logs:{arn}:log-group:{}:*
            AWS::S3::Bucket | BucketName | Ref={lower} | Arn=arn:{p}:s3:::{lower} | DomainName={lower}.s3.amazonaws.com | RegionalDomainName={lower}.s3.{region}.amazonaws.com
            AWS::SecretsManager::Secret | Name | Ref=arn:{p}:secretsmanager:{arn}:secret:{}-AbCdEf | Id=arn:{p}:secretsmanager:{arn}:secret:{}-AbCdEf
            AWS::Serverless::Api | Name | Ref={hex} | RootResourceId={hex}
            AWS::Serverless::HttpApi | Name | Ref={hex} | ApiEndpoint=https://{hex}.execute-api.{region}.amazonaws.com
            AWS::Serverless::SimpleTable | TableName | Ref={} | Arn=arn:{p}:dynamodb:{arn}:table/{} | StreamArn=arn:{p}:dynamodb:{arn}:table/{}/stream/2026-01-01T00:00:00.000
            AWS::Serverless::StateMachine | Name | Ref=arn:{p}:states:{arn}:stateMachine:{} | Arn=arn:{p}:states:{arn}:stateMachine:{} | Name={}
            AWS::SNS::Topic | TopicName | Ref=arn:{p}:sns:{arn}:{} | TopicArn=arn:{p}:sns:{arn}:{} | TopicName={}
            AWS::SQS::Queue | QueueName | Ref=https://sqs.{region}.amazonaws.com/{account}/{} | QueueUrl=https://sqs.{region}.amazonaws.com/{account}/{} | Arn=arn:{p}:sqs:{arn}:{} | QueueName={}
            AWS::SSM::Parameter | Name | Ref={} | Type=String | Value={value}
            AWS::StepFunctions::StateMachine | StateMachineName | Ref=arn:{p}:states:{arn}:stateMachine:{} | Arn=arn:{p}:states:{arn}:stateMachine:{} | Name={}
            """;

    private static final Map<String, List<String>> ROWS = rows();

    private final Account account;
    private final String stack;

    public ForeignValues(Account account, String stack) {
        this.account = account;
        this.stack = stack;
    }

    private static Map<String, List<String>> rows() {
        var rows = new LinkedHashMap<String, List<String>>();
        TABLE.lines().forEach(line -> {
            var cells = List.of(line.split(" \\| ", -1));
            rows.put(cells.getFirst(), cells.subList(1, cells.size()));
        });
        return rows;
    }

    /// The properties that decide what a resource of a type answers.
    public static List<String> naming(String type) {
        return ROWS.containsKey(type) ? List.of(ROWS.get(type).getFirst(), "Value") : List.of();
    }

    /// What `Ref` answers.
    ///
    /// @param properties those of the resource, resolved
    public String ref(String id, String type, JsonNode properties) {
        return answer(id, type, properties, "Ref", name(id, type, properties));
    }

    /// What `Fn::GetAtt` answers.
    public String attribute(String id, String type, JsonNode properties, String attribute) {
        var name = name(id, type, properties);
        var service = type.split("::", -1).length > 1 ? type.split("::", -1)[1].toLowerCase(Locale.ROOT) : "custom";
        var otherwise = attribute.endsWith("Arn")
                ? "arn:" + account.partition() + ":" + service + ":" + account.region() + ":" + account.id() + ":"
                        + name
                : name + "-" + attribute;
        return answer(id, type, properties, attribute, otherwise);
    }

    private String answer(String id, String type, JsonNode properties, String what, String otherwise) {
        for (var cell : ROWS.getOrDefault(type, List.of()))
            if (cell.startsWith(what + "=")) return filled(cell.substring(what.length() + 1), id, type, properties);
        return otherwise;
    }

    private String name(String id, String type, JsonNode properties) {
        var row = ROWS.get(type);
        var given = row == null ? "" : properties.path(row.getFirst()).asString("");
        return given.isEmpty() ? stack + "-" + id : given;
    }

    private String filled(String text, String id, String type, JsonNode properties) {
        var name = name(id, type, properties);
        var digest = digest(stack + "/" + id);
        return text.replace("{lower}", name.toLowerCase(Locale.ROOT))
                .replace("{value}", properties.path("Value").asString(""))
                .replace("{arn}", account.region() + ":" + account.id())
                .replace("{account}", account.id())
                .replace("{region}", account.region())
                .replace("{p}", account.partition())
                .replace("{hex}", digest.substring(0, 10))
                .replace("{uuid}", digest.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12}).*", "$1-$2-$3-$4-$5"))
                .replace("{}", name);
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
