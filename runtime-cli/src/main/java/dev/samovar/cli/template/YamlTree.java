package dev.samovar.cli.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// YAML as the tree that JSON would be, with the long forms of intrinsic functions (`!Sub x` is `{"Fn::Sub": "x"}`).
///
/// A number whose text would not come back, such as an account with leading zeros, stays a text. Aliases are followed
/// until the tree would be unreasonable.
final class YamlTree {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 200_000;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+");

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private int made;

    JsonNode of(Node root) {
        return tree(root, 0);
    }

    private JsonNode tree(Node node, int depth) {
        if (depth > DEEPEST) throw new TemplateException("is nested deeper than " + DEEPEST + " levels");
        if (++made > MOST_NODES)
            throw new TemplateException("has more than " + MOST_NODES + " values, aliases followed");
        var tag = node.getTag().getValue();
        boolean intrinsic = tag.startsWith("!") && tag.length() > 1;
        return switch (node) {
            case ScalarNode scalar when intrinsic -> intrinsic(tag, nodes.stringNode(scalar.getValue()));
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                var array = nodes.arrayNode();
                for (var element : sequence.getValue()) array.add(tree(element, depth + 1));
                yield intrinsic ? intrinsic(tag, array) : array;
            }
            case MappingNode mapping -> {
                var object = object(mapping, depth);
                yield intrinsic ? intrinsic(tag, object) : object;
            }
            case AnchorNode anchor -> tree(anchor.getRealNode(), depth + 1);
            default -> throw new TemplateException("holds what is neither value, list nor map");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        var object = nodes.objectNode();
        for (var entry : mapping.getValue()) {
            if (isMerge(entry)) continue;
            var name = key(entry);
            if (object.has(name)) throw new TemplateException("has " + name + " twice" + place(entry.getKeyNode()));
            object.set(name, tree(entry.getValueNode(), depth + 1));
        }
        for (var entry : mapping.getValue()) if (isMerge(entry)) merge(entry.getValueNode(), object, depth);
        return object;
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key
                && key.isPlain()
                && key.getValue().equals("<<");
    }

    private void merge(Node from, ObjectNode into, int depth) {
        if (from instanceof SequenceNode several) {
            for (var one : several.getValue()) merge(one, into, depth + 1);
        } else if (tree(from, depth + 1) instanceof ObjectNode object) {
            object.forEachEntry(into::putIfAbsent);
        } else throw new TemplateException("merges with << what is no map" + place(from));
    }

    private static String key(NodeTuple entry) {
        if (entry.getKeyNode() instanceof ScalarNode key) return key.getValue();
        throw new TemplateException("has a key that is no text" + place(entry.getKeyNode()));
    }

    private static String place(Node node) {
        return node.getStartMark()
                .map(mark -> " in line " + (mark.getLine() + 1))
                .orElse("");
    }

    private JsonNode scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) return nodes.nullNode();
        if (tag.equals(Tag.BOOL)) return nodes.booleanNode(text.equalsIgnoreCase("true"));
        if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) return nodes.numberNode(Long.parseLong(text));
        if (tag.equals(Tag.FLOAT) && FRACTION.matcher(text).matches()) return DecimalNode.valueOf(new BigDecimal(text));
        return nodes.stringNode(text);
    }

    private JsonNode intrinsic(String tag, JsonNode argument) {
        var name = tag.substring(1);
        var whole = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        if (!Intrinsic.isKnown(whole)) throw new TemplateException("has " + tag + ", which is no intrinsic function");
        if (name.equals("GetAtt") && argument instanceof StringNode text) return getAtt(whole, text.stringValue());
        return nodes.objectNode().set(whole, argument);
    }

    private JsonNode getAtt(String name, String text) {
        int dot = text.indexOf('.');
        if (dot < 1) throw new TemplateException("has !GetAtt " + text + " without an attribute");
        var array = nodes.arrayNode().add(text.substring(0, dot)).add(text.substring(dot + 1));
        return nodes.objectNode().set(name, array);
    }
}
