package dev.samovar.cli.event;

import static dev.samovar.cli.endpoint.Endpoint.segment;
import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// HTTP requests as their gateways hand them to a function.
///
/// Source: contract of the HTTP front, "Function URLs", "HTTP API (v2)" and "REST API (v1)".
final class GatewayEvents {
    private static final String ADDRESS = "127.0.0.1";
    private static final String AGENT = "samovar";

    private GatewayEvents() {}

    static ObjectNode rest(Sample sample) {
        var path = sample.value("--path", "/");
        var method = sample.value("--method", "GET");
        var host = "abcdefghij.execute-api." + sample.region() + ".amazonaws.com";
        var event = JsonMapper.shared().createObjectNode();
        event.put("resource", path.equals("/") ? "/" : "/{proxy+}");
        event.put("path", path);
        event.put("httpMethod", method);
        headers(event, sample, host, true);
        if (sample.query().isEmpty()) {
            event.putNull("queryStringParameters");
            event.putNull("multiValueQueryStringParameters");
        } else {
            single(event.putObject("queryStringParameters"), sample.query());
            several(event.putObject("multiValueQueryStringParameters"), sample.query());
        }
        if (path.equals("/")) event.putNull("pathParameters");
        else event.putObject("pathParameters").put("proxy", path.replaceFirst("^/", ""));
        event.putNull("stageVariables");
        restContext(event.putObject("requestContext"), sample, path, method, host);
        body(event, sample, true);
        event.put("isBase64Encoded", false);
        return event;
    }

    private static void restContext(ObjectNode context, Sample sample, String path, String method, String host) {
        context.put("accountId", sample.account().id());
        context.put("apiId", "abcdefghij");
        context.put("deploymentId", "abc123");
        context.put("domainName", host);
        context.put("domainPrefix", "abcdefghij");
        context.put("extendedRequestId", sample.hex(15));
        context.put("httpMethod", method);
        var identity = context.putObject("identity");
        for (var unused : new String[] {
            "accessKey",
            "accountId",
            "caller",
            "cognitoAuthenticationProvider",
            "cognitoAuthenticationType",
            "cognitoIdentityId",
            "cognitoIdentityPoolId",
            "principalOrgId"
        }) identity.putNull(unused);
        identity.put("sourceIp", ADDRESS);
        identity.putNull("user");
        identity.put("userAgent", AGENT);
        identity.putNull("userArn");
        context.put("path", "/prod" + path);
        context.put("protocol", "HTTP/1.1");
        context.put("requestId", sample.id());
        context.put("requestTime", sample.requestTime());
        context.put("requestTimeEpoch", sample.time().toEpochMilli());
        context.put("resourceId", "abc123");
        context.put("resourcePath", path.equals("/") ? "/" : "/{proxy+}");
        context.put("stage", "prod");
    }

    static ObjectNode http(Sample sample) {
        var id = "abcdefghij";
        return version2(
                sample,
                id,
                id + ".execute-api." + sample.region() + ".amazonaws.com",
                sample.account().id());
    }

    static ObjectNode functionUrl(Sample sample) {
        var id = sample.hex(32);
        return version2(sample, id, id + ".lambda-url." + sample.region() + ".on.aws", "anonymous");
    }

    private static ObjectNode version2(Sample sample, String id, String host, String account) {
        var path = sample.value("--path", "/");
        var method = sample.value("--method", "GET");
        var event = JsonMapper.shared().createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put(
                "rawQueryString",
                sample.query().entrySet().stream()
                        .map(entry -> segment(entry.getKey()) + "=" + segment(entry.getValue()))
                        .collect(joining("&")));
        headers(event, sample, host, false);
        if (!sample.query().isEmpty()) single(event.putObject("queryStringParameters"), sample.query());
        var context = event.putObject("requestContext");
        context.put("accountId", account);
        context.put("apiId", id);
        context.put("domainName", host);
        context.put("domainPrefix", id);
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", ADDRESS)
                .put("userAgent", AGENT);
        context.put("requestId", sample.id());
        context.put("routeKey", "$default");
        context.put("stage", "$default");
        context.put("time", sample.requestTime());
        context.put("timeEpoch", sample.time().toEpochMilli());
        body(event, sample, false);
        event.put("isBase64Encoded", false);
        return event;
    }

    static ObjectNode loadBalancer(Sample sample) {
        var event = JsonMapper.shared().createObjectNode();
        event.putObject("requestContext")
                .putObject("elb")
                .put("targetGroupArn", sample.arn("elasticloadbalancing", "targetgroup/my-targets/" + sample.hex(16)));
        event.put("httpMethod", sample.value("--method", "GET"));
        event.put("path", sample.value("--path", "/"));
        single(event.putObject("queryStringParameters"), sample.query());
        var host = "my-balancer." + sample.region() + ".elb.amazonaws.com";
        single(event.putObject("headers"), lowerCased(sample, host));
        event.put("body", sample.value("--body", ""));
        event.put("isBase64Encoded", false);
        return event;
    }

    private static void headers(ObjectNode event, Sample sample, String host, boolean multi) {
        var all = multi ? asGiven(sample, host) : lowerCased(sample, host);
        single(event.putObject("headers"), all);
        if (multi) several(event.putObject("multiValueHeaders"), all);
    }

    private static Map<String, String> asGiven(Sample sample, String host) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.put("Host", host);
        all.put("User-Agent", AGENT);
        all.put("X-Forwarded-For", ADDRESS);
        all.put("X-Forwarded-Port", "443");
        all.put("X-Forwarded-Proto", "https");
        sample.headers().forEach((name, value) -> {
            all.remove(name);
            all.put(name, value);
        });
        return all;
    }

    private static Map<String, String> lowerCased(Sample sample, String host) {
        var all = new TreeMap<String, String>();
        asGiven(sample, host).forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return all;
    }

    private static void single(ObjectNode to, Map<String, String> from) {
        from.forEach(to::put);
    }

    private static void several(ObjectNode to, Map<String, String> from) {
        from.forEach((name, value) -> to.putArray(name).add(value));
    }

    private static void body(ObjectNode event, Sample sample, boolean nullIfNone) {
        if (sample.values().containsKey("--body")) event.put("body", sample.value("--body", ""));
        else if (nullIfNone) event.putNull("body");
    }
}
