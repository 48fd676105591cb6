package dev.samovar.cli.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A call of an intrinsic function: an object whose only member is its name.
///
/// @param name such as `Ref` or `Fn::Sub`
/// @param argument what it is called with
record Intrinsic(String name, JsonNode argument) {
    private static final Set<String> KNOWN = Set.of(
            "Ref",
            "Condition",
            "Fn::And",
            "Fn::Base64",
            "Fn::Cidr",
            "Fn::Equals",
            "Fn::FindInMap",
            "Fn::ForEach",
            "Fn::GetAZs",
            "Fn::GetAtt",
            "Fn::If",
            "Fn::ImportValue",
            "Fn::Join",
            "Fn::Length",
            "Fn::Not",
            "Fn::Or",
            "Fn::Select",
            "Fn::Split",
            "Fn::Sub",
            "Fn::ToJsonString",
            "Fn::Transform");

    /// The call that a node is, or null. `Condition` is one within conditions alone: policies have members of
    /// that name.
    static @Nullable Intrinsic of(JsonNode node) {
        if (!node.isObject() || node.size() != 1) return null;
        var only = node.properties().iterator().next();
        var name = only.getKey();
        return name.equals("Ref") || name.startsWith("Fn::") ? new Intrinsic(name, only.getValue()) : null;
    }

    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }
}
