package dev.samovar.cli.template;

import dev.samovar.api.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Does what a template's intrinsic functions say.
///
/// Source: AWS CloudFormation user guide, "Intrinsic function reference", "Pseudo parameters".
public final class Evaluator {
    /// Stands for what only a deployment finds out, such as the address of a URL that is not there yet.
    public static final String UNKNOWN = "(known after deploy)";

    private static final Pattern HOLE = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Set<String> REFUSED =
            Set.of("Fn::ImportValue", "Fn::Transform", "Fn::Cidr", "Fn::Length", "Fn::ToJsonString", "Fn::ForEach");

    private final Map<String, JsonNode> parameters;
    private final ObjectNode mappings;
    private final ObjectNode conditions;
    private final Account account;
    private final String stack;
    private final Map<String, Boolean> held = new HashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    Evaluator(Template template, Map<String, String> given, Account account, String stack) {
        this.parameters = Parameters.of(template.section("Parameters"), given);
        this.mappings = template.section("Mappings");
        this.conditions = template.section("Conditions");
        this.account = account;
        this.stack = stack;
    }

    /// A node in which nothing is left to do; missing for `AWS::NoValue`.
    ///
    /// @throws TemplateException if a function cannot be followed
    public JsonNode resolve(JsonNode node, References references) {
        var call = Intrinsic.of(node);
        if (call != null) return call(call, references);
        if (node.isObject()) {
            var object = nodes.objectNode();
            node.forEachEntry((name, value) -> {
                var resolved = resolve(value, references);
                if (!resolved.isMissingNode()) object.set(name, resolved);
            });
            return object;
        }
        if (node.isArray()) {
            var array = nodes.arrayNode();
            for (var element : node) {
                var resolved = resolve(element, references);
                if (!resolved.isMissingNode()) array.add(resolved);
            }
            return array;
        }
        return node;
    }

    /// What a node is once `Fn::If` has chosen; missing for `AWS::NoValue`.
    JsonNode chosen(JsonNode node) {
        var call = Intrinsic.of(node);
        if (call == null) return node;
        if (call.name().equals("Ref") && call.argument().asString("").equals("AWS::NoValue"))
            return MissingNode.getInstance();
        return call.name().equals("Fn::If") ? chosen(branch(call)) : node;
    }

    /// Whether a condition of the template holds.
    public boolean holds(String condition) {
        var known = held.get(condition);
        if (known != null) return known;
        if (!conditions.has(condition)) throw new TemplateException("there is no condition " + condition);
        if (!asked.add(condition))
            throw new TemplateException("conditions that refer to each other: " + String.join(", ", asked));
        boolean holds = isTrue(conditions.get(condition));
        asked.remove(condition);
        held.put(condition, holds);
        return holds;
    }

    private boolean isTrue(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.has("Condition"))
            return holds(node.get("Condition").asString());
        var call = Intrinsic.of(node);
        if (call == null) return node.asString("").equalsIgnoreCase("true");
        return switch (call.name()) {
            case "Fn::And" -> arguments(call, 2, 10).stream().allMatch(this::isTrue);
            case "Fn::Or" -> arguments(call, 2, 10).stream().anyMatch(this::isTrue);
            case "Fn::Not" -> !isTrue(arguments(call, 1, 1).getFirst());
            case "Fn::Equals" -> {
                var both = arguments(call, 2, 2);
                yield plain(both.get(0)).equals(plain(both.get(1)));
            }
            default -> throw new TemplateException(call.name() + " is no condition");
        };
    }

    /// A value that a condition compares: the number 1 and the text 1 are the same.
    private String plain(JsonNode node) {
        var value = resolve(node, NO_RESOURCES);
        return value.isContainer() ? value.toString() : value.asString("");
    }

    private static final References NO_RESOURCES = new References() {
        @Override
        public String ref(String resource) {
            throw new TemplateException("a condition refers to " + resource + ", which is no parameter");
        }

        @Override
        public String attribute(String resource, String name) {
            throw new TemplateException("a condition refers to " + resource + "." + name + ", which is no parameter");
        }
    };

    /// A node's value where only parameters can be referred to.
    JsonNode resolveEarly(JsonNode node) {
        return resolve(node, NO_RESOURCES);
    }

    private JsonNode call(Intrinsic call, References references) {
        return switch (call.name()) {
            case "Ref" -> ref(call.argument().asString(""), references);
            case "Fn::GetAtt" -> getAtt(call, references);
            case "Fn::Sub" -> nodes.stringNode(sub(call, references));
            case "Fn::Join" -> nodes.stringNode(join(call, references));
            case "Fn::If" -> resolve(branch(call), references);
            case "Fn::FindInMap" -> findInMap(call, references);
            case "Fn::Select" -> select(call, references);
            case "Fn::Split" -> split(call, references);
            case "Fn::Base64" ->
                nodes.stringNode(Base64.getEncoder()
                        .encodeToString(text(call, call.argument(), references).getBytes(StandardCharsets.UTF_8)));
            case "Fn::GetAZs" -> {
                var zones = nodes.arrayNode();
                for (var zone : List.of("a", "b", "c")) zones.add(account.region() + zone);
                yield zones;
            }
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
                nodes.booleanNode(isTrue(nodes.objectNode().set(call.name(), call.argument())));
            default -> throw refused(call.name());
        };
    }

    private static TemplateException refused(String name) {
        if (name.equals("Fn::ImportValue"))
            return new TemplateException(
                    "Fn::ImportValue reads another stack's exports, which are not kept here; use a parameter instead");
        return new TemplateException(
                REFUSED.contains(name) ? name + " is not supported" : name + " is no intrinsic function");
    }

    private JsonNode ref(String name, References references) {
        var parameter = parameters.get(name);
        if (parameter != null) return parameter;
        return switch (name) {
            case "AWS::NoValue" -> MissingNode.getInstance();
            case "AWS::NotificationARNs" -> nodes.arrayNode();
            default -> {
                var pseudo = pseudo(name);
                yield nodes.stringNode(pseudo != null ? pseudo : references.ref(name));
            }
        };
    }

    private @Nullable String pseudo(String name) {
        return switch (name) {
            case "AWS::Region" -> account.region();
            case "AWS::AccountId" -> account.id();
            case "AWS::StackName" -> stack;
            case "AWS::StackId" ->
                "arn:" + account.partition() + ":cloudformation:" + account.region() + ":" + account.id() + ":stack/"
                        + stack + "/00000000-0000-0000-0000-000000000000";
            case "AWS::Partition" -> account.partition();
            case "AWS::URLSuffix" -> account.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
            default -> null;
        };
    }

    private JsonNode getAtt(Intrinsic call, References references) {
        var argument = call.argument();
        if (argument.isString()) {
            var text = argument.asString();
            int dot = text.indexOf('.');
            if (dot < 1) throw new TemplateException("Fn::GetAtt " + text + " has no attribute");
            return nodes.stringNode(references.attribute(text.substring(0, dot), text.substring(dot + 1)));
        }
        var both = arguments(call, 2, 2);
        return nodes.stringNode(references.attribute(both.get(0).asString(""), text(call, both.get(1), references)));
    }

    private String sub(Intrinsic call, References references) {
        if (call.argument().isString()) return filled(call.argument().asString(), Map.of(), references);
        var both = arguments(call, 2, 2);
        if (!both.get(0).isString() || !both.get(1).isObject())
            throw new TemplateException("Fn::Sub takes a text, or a text and a map");
        var variables = new HashMap<String, String>();
        both.get(1).forEachEntry((name, value) -> variables.put(name, text(call, value, references)));
        return filled(both.get(0).asString(), variables, references);
    }

    private String filled(String text, Map<String, String> variables, References references) {
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(filling(hole.group(1), variables, references)));
    }

    private String filling(String hole, Map<String, String> variables, References references) {
        if (hole.startsWith("!")) return "${" + hole.substring(1) + "}";
        var name = hole.strip();
        var variable = variables.get(name);
        if (variable != null) return variable;
        int dot = name.indexOf('.');
        if (dot > 0 && !name.startsWith("AWS::"))
            return references.attribute(name.substring(0, dot), name.substring(dot + 1));
        return scalar("Fn::Sub of ${" + name + "}", ref(name, references));
    }

    private String join(Intrinsic call, References references) {
        var both = arguments(call, 2, 2);
        var parts = new ArrayList<String>();
        for (var part : list(call, both.get(1), references)) parts.add(scalar(call.name(), part));
        return String.join(text(call, both.get(0), references), parts);
    }

    private JsonNode branch(Intrinsic call) {
        var three = arguments(call, 3, 3);
        return three.get(holds(three.get(0).asString("")) ? 1 : 2);
    }

    private JsonNode findInMap(Intrinsic call, References references) {
        var keys = arguments(call, 3, 4);
        var path = new ArrayList<String>();
        for (var key : keys.subList(0, 3)) path.add(text(call, key, references));
        var found = mappings.path(path.get(0)).path(path.get(1)).path(path.get(2));
        if (!found.isMissingNode()) return found;
        if (keys.size() == 4 && keys.get(3).has("DefaultValue"))
            return resolve(keys.get(3).get("DefaultValue"), references);
        throw new TemplateException("the mappings hold nothing at " + String.join(" / ", path));
    }

    private JsonNode select(Intrinsic call, References references) {
        var both = arguments(call, 2, 2);
        var index = text(call, both.get(0), references);
        var list = list(call, both.get(1), references);
        if (isUnknown(list)) return nodes.stringNode(UNKNOWN);
        int at = index.matches("\\d{1,6}") ? Integer.parseInt(index) : -1;
        if (at < 0 || at >= list.size())
            throw new TemplateException("Fn::Select has no element " + index + " of " + list.size());
        return list.get(at);
    }

    private static boolean isUnknown(JsonNode list) {
        return list.valueStream().anyMatch(element -> element.asString("").contains(UNKNOWN));
    }

    private JsonNode split(Intrinsic call, References references) {
        var both = arguments(call, 2, 2);
        var array = nodes.arrayNode();
        var delimiter = text(call, both.get(0), references);
        for (var part : text(call, both.get(1), references).split(Pattern.quote(delimiter), -1)) array.add(part);
        return array;
    }

    private static List<JsonNode> arguments(Intrinsic call, int least, int most) {
        var argument = call.argument();
        if (!argument.isArray() || argument.size() < least || argument.size() > most)
            throw new TemplateException(call.name() + " takes a list of " + least + (least == most ? "" : " to " + most)
                    + (most == 1 ? " value" : " values"));
        return argument.valueStream().toList();
    }

    private JsonNode list(Intrinsic call, JsonNode node, References references) {
        var list = resolve(node, references);
        if (!list.isArray()) throw new TemplateException(call.name() + " takes a list, not " + list);
        return list;
    }

    private String text(Intrinsic call, JsonNode node, References references) {
        return scalar(call.name(), resolve(node, references));
    }

    private static String scalar(String what, JsonNode node) {
        if (node.isContainer() || node.isMissingNode() || node.isNull())
            throw new TemplateException(what + " takes a text there, not " + (node.isMissingNode() ? "nothing" : node));
        return node.asString();
    }
}
