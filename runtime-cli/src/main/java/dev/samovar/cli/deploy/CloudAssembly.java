package dev.samovar.cli.deploy;

import dev.samovar.cli.template.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the CDK made: stacks, each with a template, also those of stages.
///
/// Source: AWS CDK API reference, "cloud-assembly-schema".
record CloudAssembly(Path directory, List<Found> stacks) {

    /// @param id what the manifest calls it
    /// @param display what the CDK's own command calls it
    /// @param source where it is and what it will be called
    private record Found(String id, String display, TemplateSource source) {
        boolean isCalled(String name) {
            return name.equals(id) || name.equals(display) || name.equals(source.stack());
        }
    }

    static CloudAssembly read(Path directory) {
        var stacks = new ArrayList<Found>();
        collect(directory, stacks);
        return new CloudAssembly(directory, stacks);
    }

    private static void collect(Path directory, List<Found> stacks) {
        var manifest = directory.resolve("manifest.json");
        Assets.json(manifest).path("artifacts").forEachEntry((id, artifact) -> {
            var properties = artifact.path("properties");
            switch (artifact.path("type").asString("")) {
                case "aws:cloudformation:stack" -> {
                    var template =
                            directory.resolve(properties.path("templateFile").asString(id + ".template.json"));
                    var name =
                            TemplateSource.fitting(properties.path("stackName").asString(id));
                    stacks.add(new Found(
                            id, artifact.path("displayName").asString(id), new TemplateSource(template, name)));
                }
                case "cdk:cloud-assembly" -> {
                    var nested =
                            directory.resolve(properties.path("directoryName").asString(id));
                    if (Files.exists(nested.resolve("manifest.json"))) collect(nested, stacks);
                }
                default -> {
                    // assets and the tree of constructs are found elsewhere
                }
            }
        });
    }

    /// The stack of a name; the only one, if there is no other, under whatever name.
    TemplateSource choose(@Nullable String name) {
        if (stacks.isEmpty()) throw new TemplateException("there is no stack in " + directory);
        for (var stack : stacks) if (name != null && stack.isCalled(name)) return stack.source();
        if (stacks.size() > 1)
            throw new TemplateException("there are several stacks in " + directory + "; choose one with --stack-name: "
                    + String.join(
                            ", ", stacks.stream().map(it -> it.source().stack()).toList()));
        var only = stacks.getFirst().source();
        return name == null ? only : new TemplateSource(only.template(), TemplateSource.named(name));
    }
}
