package dev.samovar.cli.deploy;

import dev.samovar.cli.template.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Where a template is, and what its stack is called.
///
/// @param template the file
/// @param stack the name of the stack
public record TemplateSource(Path template, String stack) {
    private static final Path SAM_BUILD = Path.of(".aws-sam", "build");
    private static final String SERVERLESS = ".serverless";
    private static final String SERVERLESS_TEMPLATE = "cloudformation-template-update-stack.json";
    private static final List<String> NAMES = List.of("template.yaml", "template.yml", "template.json");

    /// Finds the template that a path means: itself, or in a directory what SAM, the CDK or the Serverless Framework
    /// made there, else the template that was written there.
    ///
    /// @param stack the name of the stack, or null for that of the CDK, or the directory's
    /// @throws TemplateException if there is none, or several
    public static TemplateSource find(Path path, @Nullable String stack) {
        if (!Files.exists(path))
            throw new TemplateException(
                    "there is nothing at " + path + "; give a template or a directory that has one");
        var assembly = assembly(path);
        if (assembly.isPresent()) return CloudAssembly.read(assembly.get()).choose(stack);
        var template = (Files.isDirectory(path) ? templateIn(path) : path).normalize();
        return new TemplateSource(template, stack == null ? nameFor(template) : named(stack));
    }

    private static Optional<Path> assembly(Path path) {
        if (!Files.isDirectory(path))
            return path.endsWith("manifest.json") ? Optional.of(Assets.directoryOf(path)) : Optional.empty();
        if (templates(path).isPresent()) return Optional.empty();
        return List.of(path, path.resolve("cdk.out")).stream()
                .filter(directory -> Files.exists(directory.resolve("manifest.json")))
                .findFirst();
    }

    private static Path templateIn(Path directory) {
        return templates(directory)
                .orElseThrow(() -> new TemplateException("there is no template in " + directory
                        + ": neither template.yaml, nor cdk.out, nor .serverless; name the file itself"));
    }

    private static Optional<Path> templates(Path directory) {
        var built = NAMES.stream().map(name -> directory.resolve(SAM_BUILD).resolve(name));
        var written = NAMES.stream().map(directory::resolve);
        var packaged = List.of(directory, directory.resolve(SERVERLESS)).stream()
                .map(place -> place.resolve(SERVERLESS_TEMPLATE));
        return Stream.of(built, written, packaged)
                .flatMap(places -> places)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static String nameFor(Path template) {
        var directory = Assets.directoryOf(template);
        var state = directory.resolve("serverless-state.json");
        if (template.endsWith(SERVERLESS_TEMPLATE) && Files.isRegularFile(state)) return nameIn(Assets.json(state));
        if (directory.endsWith(SAM_BUILD))
            directory = directory.resolve("../..").normalize();
        else if (directory.endsWith(SERVERLESS))
            directory = directory.resolve("..").normalize();
        var name =
                directory.getFileName() == null ? "" : directory.getFileName().toString();
        return fitting(name);
    }

    /// What the Serverless Framework calls the stack of a service.
    private static String nameIn(JsonNode state) {
        var service = state.path("service");
        var provider = service.path("provider");
        var made = service.path("service").asString("service") + "-"
                + provider.path("stage").asString("dev");
        return fitting(provider.path("stackName").asString(made));
    }

    /// A name of a stack that is like another text.
    static String fitting(String text) {
        var name = text.replaceAll("[^A-Za-z0-9-]", "-").replaceFirst("^[^A-Za-z]+", "");
        return name.isEmpty() ? "stack" : name.substring(0, Math.min(name.length(), 128));
    }

    static String named(String stack) {
        if (!stack.matches("[A-Za-z][A-Za-z0-9-]{0,127}"))
            throw new TemplateException(
                    "a stack's name has letters, digits and hyphens, and begins with a letter: not '" + stack + "'");
        return stack;
    }

    Path directory() {
        return Assets.directoryOf(template);
    }

    /// Whether SAM built it.
    boolean isBuilt() {
        return directory().endsWith(SAM_BUILD);
    }
}
