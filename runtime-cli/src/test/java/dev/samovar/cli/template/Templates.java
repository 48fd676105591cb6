package dev.samovar.cli.template;

import dev.samovar.api.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// A template written in a test, and what comes of it.
final class Templates {
    private static final Account ACCOUNT = new Account("aws", "eu-west-1", "123456789012");

    final Template template;
    final Evaluator evaluator;
    final List<String> remarks = new ArrayList<>();
    final Map<String, Declared> resources;

    private Templates(Template template, Map<String, String> parameters) {
        this.template = template;
        this.evaluator = template.evaluator(parameters, ACCOUNT, "shop");
        this.resources = template.resources(evaluator, remarks);
    }

    static Template read(Path directory, String text) {
        try {
            return Template.read(Files.writeString(directory.resolve("template.yaml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Templates of(Path directory, Map<String, String> parameters, String text) {
        return new Templates(read(directory, text), parameters);
    }

    Declared resource(String id) {
        return Objects.requireNonNull(resources.get(id), id);
    }

    /// The properties of a resource, where others answer `<id>` and `<id.attribute>`.
    JsonNode properties(String id) {
        return evaluator.resolve(resource(id).properties(), new References() {
            @Override
            public String ref(String resource) {
                return "<" + resource + ">";
            }

            @Override
            public String attribute(String resource, String name) {
                return "<" + resource + "." + name + ">";
            }
        });
    }
}
