package dev.samovar.cli.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads templates, in JSON or YAML, into one tree.
final class TemplateText {
    private static final int LARGEST = 8 << 20;

    private TemplateText() {}

    /// Reads a file.
    ///
    /// @throws TemplateException if it is not there, too large, or no template
    static ObjectNode read(Path file) {
        try {
            if (Files.size(file) > LARGEST)
                throw new TemplateException(file + " is larger than " + (LARGEST >> 20) + " MiB");
            return parse(Files.readString(file)).orElseThrow(TemplateText::notATemplate);
        } catch (TemplateException e) {
            throw e.about(file.toString());
        } catch (IOException e) {
            throw new TemplateException("cannot read the template " + file + ": " + e.getMessage());
        }
    }

    private static TemplateException notATemplate() {
        return new TemplateException("is no template: an object with Resources");
    }

    private static Optional<ObjectNode> parse(String text) {
        var tree = text.stripLeading().startsWith("{") ? json(text) : yaml(text);
        return tree.filter(JsonNode::isObject).map(ObjectNode.class::cast);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            throw new TemplateException("is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<JsonNode> yaml(String text) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(LARGEST)
                .build();
        try {
            return new Compose(settings).composeString(text).map(root -> new YamlTree().of(root));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ");
            throw new TemplateException("is not YAML: " + line.orElse("") + e.getProblem());
        } catch (YamlEngineException e) {
            throw new TemplateException("is not YAML: " + e.getMessage());
        }
    }
}
