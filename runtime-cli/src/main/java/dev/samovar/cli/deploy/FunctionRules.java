package dev.samovar.cli.deploy;

import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.cli.template.Evaluator;
import dev.samovar.http.shape.Faults;
import dev.samovar.http.shape.InputReader;
import dev.samovar.http.shape.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// What is known of a function before an endpoint is asked to make it: a plan promises nothing that is sure to be
/// refused. An endpoint may refuse more.
///
/// Source: AWS CloudFormation user guide, "AWS::Lambda::Function"; contract of the Lambda API, "Field ranges".
final class FunctionRules {
    private static final Set<String> PROPERTIES = Set.of(
            "Architectures",
            "CapacityProviderConfig",
            "Code",
            "CodeSigningConfigArn",
            "DeadLetterConfig",
            "Description",
            "DurableConfig",
            "Environment",
            "EphemeralStorage",
            "FileSystemConfigs",
            "FunctionName",
            "FunctionScalingConfig",
            "Handler",
            "ImageConfig",
            "KmsKeyArn",
            "Layers",
            "LoggingConfig",
            "MemorySize",
            "PackageType",
            "PublishToLatestPublished",
            "RecursiveLoop",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "RuntimeManagementConfig",
            "SnapStart",
            "Tags",
            "TenancyConfig",
            "Timeout",
            "TracingConfig",
            "VpcConfig");

    private final boolean adopts;
    private final Function<String, Optional<String>> doubts;
    private final Model model = Model.read("lambda.json");

    /// @param adopts whether functions that belong to no stack are taken into the stack
    /// @param doubts what speaks against a runtime, if anything does
    FunctionRules(boolean adopts, Function<String, Optional<String>> doubts) {
        this.adopts = adopts;
        this.doubts = doubts;
    }

    boolean adopts() {
        return adopts;
    }

    /// The properties that no function has.
    List<String> unknown(ObjectNode properties) {
        return properties.propertyNames().stream()
                .filter(name -> !PROPERTIES.contains(name))
                .sorted()
                .toList();
    }

    /// Why no endpoint makes a function, or nothing.
    Optional<String> refusal(String name, ObjectNode settings) {
        var body = FunctionSettings.ofNew(settings);
        // What other resources answer is not known before they are there.
        if (body.toString().contains(Evaluator.UNKNOWN) || body.toString().contains(Kinds.NEVER))
            return Optional.empty();
        for (var member : List.of("Runtime", "Handler"))
            if (body.path(member).asString("").isEmpty())
                return Optional.of("it has no " + member + ", which functions with a package must have");
        body.put("FunctionName", name);
        body.putObject("Code").put("ZipFile", "");
        try {
            var operation = model.operation("CreateFunction").orElseThrow();
            var _ = new InputReader(model, Faults.LAMBDA)
                    .read(operation, body.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RequestRefusedException e) {
            return Optional.of(e.refusal().message());
        }
        var runtime = body.path("Runtime").asString("");
        return RuntimeId.find(runtime).isPresent() ? Optional.empty() : Optional.of("there is no runtime " + runtime);
    }

    /// Why an endpoint may not make a function, or nothing.
    Optional<String> doubt(ObjectNode settings) {
        return doubts.apply(settings.path("Runtime").asString(""));
    }
}
