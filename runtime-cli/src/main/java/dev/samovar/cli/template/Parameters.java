package dev.samovar.cli.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The values of a template's parameters: those that are given, else their defaults.
final class Parameters {
    private Parameters() {}

    /// The value of every parameter.
    ///
    /// @throws TemplateException if one has no value or one that it does not allow, or there is none of that name
    static Map<String, JsonNode> of(ObjectNode declared, Map<String, String> given) {
        for (var name : given.keySet())
            if (!declared.has(name))
                throw new TemplateException("there is no parameter " + name
                        + (declared.isEmpty()
                                ? "; the template has none"
                                : "; there are: " + String.join(", ", declared.propertyNames())));
        var missing = new TreeSet<String>();
        var values = new LinkedHashMap<String, JsonNode>();
        declared.forEachEntry((name, parameter) -> {
            var text = given.get(name);
            if (text == null && !parameter.has("Default")) missing.add(name);
            else values.put(name, value(name, parameter, text == null ? text(parameter.get("Default")) : text));
        });
        if (!missing.isEmpty())
            throw new TemplateException("parameters without a value: " + String.join(", ", missing)
                    + "; give each with --parameter NAME=VALUE");
        return values;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asString();
    }

    private static JsonNode value(String name, JsonNode parameter, String text) {
        var type = parameter.path("Type").asString("String");
        requireAllowed(name, parameter, type, text);
        if (!type.equals("CommaDelimitedList") && !type.contains("List<"))
            return JsonNodeFactory.instance.stringNode(text);
        var list = JsonNodeFactory.instance.arrayNode();
        if (!text.isEmpty()) for (var element : text.split(",", -1)) list.add(element.strip());
        return list;
    }

    private static void requireAllowed(String name, JsonNode parameter, String type, String text) {
        var allowed = parameter.path("AllowedValues");
        if (allowed.isArray()
                && allowed.valueStream().noneMatch(value -> text(value).equals(text)))
            throw new TemplateException("parameter " + name + " is one of "
                    + String.join(
                            ", ", allowed.valueStream().map(Parameters::text).toList()) + ", not " + text);
        if (type.equals("Number") && !isNumber(text))
            throw new TemplateException("parameter " + name + " is a number, not " + text);
        var pattern = parameter.path("AllowedPattern").asString("");
        if (!pattern.isEmpty() && !matches(pattern, text))
            throw new TemplateException("parameter " + name + " must match " + pattern);
    }

    private static boolean isNumber(String text) {
        try {
            var _ = new BigDecimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// A pattern that Java does not read forbids nothing.
    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).matches();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
