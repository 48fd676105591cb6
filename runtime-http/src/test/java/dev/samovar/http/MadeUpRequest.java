package dev.samovar.http;

import dev.samovar.http.shape.Model;
import dev.samovar.http.shape.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes up requests that are nearly right: of the operations and members that there are, with values that are not
/// always theirs.
final class MadeUpRequest {
    private static final List<String> WORDS = List.of(
            "echo",
            "closed",
            "url",
            "none",
            "echo:1",
            "$LATEST",
            "%24LATEST",
            "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aecho",
            "arn:aws:lambda:eu-west-1:000000000000:function:echo:live",
            "arn:aws:lambda:us-east-1:000000000000:layer:leaves:1",
            "arn:aws:iam::000000000000:role/any",
            "arn:aws:sqs:us-east-1:000000000000:queue",
            "live",
            "leaves",
            "1",
            "0",
            "-1",
            "2147483648",
            "99999999999999999999",
            "1e9",
            "NaN",
            "true",
            "ALL",
            "java25",
            "nodejs22.x",
            "app.Any::handle",
            "NONE",
            "AWS_IAM",
            "lambda:InvokeFunction",
            "*",
            "Event",
            "DryRun",
            "Tail",
            "e30=",
            "%",
            "%zz",
            "%00",
            "..",
            "%2F",
            "a b",
            "é",
            "\u0001",
            "\ud83c\udf75",
            "");

    private static final List<String> TARGETS = List.of(
            "Logs_20140328.FilterLogEvents",
            "Logs_20140328.PutLogEvents",
            "Logs_20140328.DescribeLogGroups",
            "Logs_20140328.CreateLogGroup",
            "Logs_20140328.GetLogEvents",
            "Logs_20140328.PutRetentionPolicy",
            "Logs_20140328.Nothing");

    private static final List<String> FORMS = List.of(
            "Action=GetCallerIdentity&Version=2011-06-15",
            "Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=%7B%7D&Version=2010-05-08",
            "Action=ListRoles&MaxItems=1&Marker=",
            "Action=TagRole&RoleName=a&Tags.member.1.Key=b&Tags.member.1.Value=c&Tags.member.x.Key=",
            "Action=AssumeRole&RoleArn=&RoleSessionName=%");

    private static final byte[] ZIP =
            Packages.of(Map.of("index.js", new byte[] {1})).asByteArray();

    private final IntUnaryOperator below;
    private final Supplier<String> anyText;
    private final String urlHost;
    private final List<Operation> operations;
    private final List<String> members;

    /// @param below a number from 0 to what is given, without it
    /// @param anyText a text that nobody thought of
    MadeUpRequest(IntUnaryOperator below, Supplier<String> anyText, String urlHost) {
        this.below = below;
        this.anyText = anyText;
        this.urlHost = urlHost;
        this.operations = Known.OPERATIONS;
        this.members = Known.MEMBERS;
    }

    /// What there is, read once.
    private static final class Known {
        private static final List<Operation> OPERATIONS =
                List.copyOf(Model.read("lambda.json").operations());
        private static final List<String> MEMBERS = new ArrayList<>(membersOf("lambda.json", "logs.json"));

        private static Set<String> membersOf(String... models) {
            var all = new TreeSet<String>();
            for (var model : models)
                try (var in = Model.class.getResourceAsStream("/dev/samovar/http/" + model)) {
                    for (var shape : JsonMapper.shared().readTree(in).get("shapes"))
                        all.addAll(shape.path("members").propertyNames());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            all.addAll(Set.of("statusCode", "headers", "multiValueHeaders", "cookies", "body", "isBase64Encoded"));
            return all;
        }
    }

    private <T> T one(List<T> of) {
        return of.get(below.applyAsInt(of.size()));
    }

    private boolean chance(int oneIn) {
        return below.applyAsInt(oneIn) == 0;
    }

    private String text() {
        return chance(4) ? anyText.get() : one(WORDS);
    }

    /// A few requests on one connection.
    String connection() {
        var all = new StringBuilder();
        for (var n = below.applyAsInt(3); n >= 0; n--) all.append(request());
        return all.toString();
    }

    private String request() {
        return switch (below.applyAsInt(10)) {
            case 0 -> posted("X-Amz-Target: " + one(TARGETS), object(3).toString());
            case 1 ->
                posted(
                        "Content-Type: application/x-www-form-urlencoded",
                        one(FORMS) + (chance(2) ? "&" + oneLine() + "=" + oneLine() : ""));
            case 2, 3 -> toUrl();
            default -> toApi(one(operations));
        };
    }

    private String posted(String header, String body) {
        return whole("POST", "/", "localhost", header + "\r\n", body);
    }

    private String toUrl() {
        var method = one(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"));
        var headers = "Content-Type: " + one(List.of("text/plain", "application/json", "image/png", oneLine())) + "\r\n"
                + "Cookie: " + oneLine() + "\r\n" + (chance(3) ? "Origin: https://a.example\r\n" : "");
        return whole(method, "/" + inLine() + "?" + inLine() + "=" + inLine(), urlHost, headers, answer());
    }

    /// What the function behind the URL answers.
    private String answer() {
        var answer = chance(4) ? value(3) : answerObject();
        return answer.toString();
    }

    private ObjectNode answerObject() {
        var answer = JsonMapper.shared().createObjectNode();
        for (var name : List.of("statusCode", "headers", "multiValueHeaders", "cookies", "body", "isBase64Encoded"))
            if (chance(2)) answer.set(name, value(3));
        if (chance(2)) answer.put("statusCode", below.applyAsInt(700));
        return answer;
    }

    private String toApi(Operation operation) {
        var path = new StringBuilder();
        for (var part : operation.path())
            path.append('/').append(part.startsWith("{") ? inLine() : chance(40) ? inLine() : part);
        var query = new ArrayList<String>();
        operation.query().forEach((name, value) -> query.add(name + "=" + value));
        for (var n = below.applyAsInt(3); n > 0; n--) query.add(one(members) + "=" + inLine());
        if (!query.isEmpty()) path.append('?').append(String.join("&", query));
        var headers = new StringBuilder();
        for (var name : List.of("X-Amz-Invocation-Type", "X-Amz-Log-Type", "X-Amz-Client-Context", "X-Amzn-Trace-Id"))
            if (chance(5)) headers.append(name).append(": ").append(oneLine()).append("\r\n");
        var body = chance(6) ? text() : object(4).toString();
        return whole(chance(40) ? "BREW" : operation.method(), path.toString(), "localhost", headers.toString(), body);
    }

    private String whole(String method, String target, String host, String headers, String body) {
        var bytes = utf8(body);
        var length = chance(30) ? below.applyAsInt(10) : bytes.length();
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Content-Length: " + length
                + "\r\n\r\n" + bytes;
    }

    /// The bytes, each in a character.
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Without what would end a line of the head, most of the time.
    private String oneLine() {
        var text = text();
        return chance(50) ? text : text.replaceAll("[\\r\\n]", "");
    }

    private String inLine() {
        var text = oneLine();
        return chance(50) ? text : text.replaceAll("[\\s?#]", "+");
    }

    private ObjectNode object(int depth) {
        var object = JsonMapper.shared().createObjectNode();
        for (var n = below.applyAsInt(7); n > 0; n--) object.set(one(members), value(depth - 1));
        if (chance(3)) object.put("ZipFile", Base64.getEncoder().encodeToString(ZIP));
        return object;
    }

    private JsonNode value(int depth) {
        var nodes = JsonMapper.shared().getNodeFactory();
        return switch (below.applyAsInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> nodes.stringNode(text());
            case 2 -> nodes.numberNode(below.applyAsInt(2000) - 10);
            case 3 -> nodes.numberNode(1e300 * (below.applyAsInt(3) - 1));
            case 4 -> nodes.booleanNode(chance(2));
            case 5 -> nodes.nullNode();
            case 6 -> array(depth);
            default -> object(depth);
        };
    }

    private ArrayNode array(int depth) {
        var array = JsonMapper.shared().createArrayNode();
        for (var n = below.applyAsInt(5); n > 0; n--) array.add(value(depth - 1));
        return array;
    }
}
