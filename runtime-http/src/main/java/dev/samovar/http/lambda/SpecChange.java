package dev.samovar.http.lambda;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Layers;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Payload;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.http.shape.Input;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a request changes in a function.
///
/// Source: contract of the Lambda API, "Field ranges and defaults".
final class SpecChange {
    /// What is not held yet: refused, so that nothing is thought to work that does not.
    private static final List<String> MISSING = List.of("VpcConfig", "KMSKeyArn", "FileSystemConfigs", "ImageConfig");

    private static final int MOST_LAYERS = 5;
    private static final int MOST_MEMORY = 10240;
    private static final int LONGEST_TIMEOUT = 900;
    private static final int LARGEST_ZIP = 52_428_800;

    private SpecChange() {}

    /// @param layers the layers that functions may use
    static FunctionSpec apply(Input input, FunctionSpec before, Layers layers) {
        for (var missing : MISSING)
            if (input.has(missing)) throw Targets.invalid(missing + " is not supported by this version of Samovar.");
        requireArchitecture(input);
        try {
            return applied(input, before, layers);
        } catch (IllegalArgumentException e) {
            throw Targets.invalid(String.valueOf(e.getMessage()));
        }
    }

    /// Every answer says `x86_64`, so that nothing else may be asked for.
    private static void requireArchitecture(Input input) {
        if (!List.of("x86_64").containsAll(input.list("Architectures")))
            throw Targets.invalid("Architectures other than x86_64 are not supported by this version of Samovar.");
    }

    private static FunctionSpec applied(Input input, FunctionSpec before, Layers layers) {
        var spec = before;
        if (input.has("Runtime")) spec = spec.runtime(input.text("Runtime"));
        if (input.has("Role")) spec = spec.role(input.text("Role"));
        if (input.has("Handler")) spec = spec.handler(input.text("Handler"));
        if (input.has("Description")) spec = spec.description(input.text("Description"));
        if (input.has("Timeout")) spec = spec.timeout(Duration.ofSeconds(atMost(input, "Timeout", LONGEST_TIMEOUT)));
        if (input.has("MemorySize")) spec = spec.memoryMb(atMost(input, "MemorySize", MOST_MEMORY));
        if (input.has("Environment")) spec = environment(input.structure("Environment"), spec);
        if (input.has("EphemeralStorage"))
            spec = spec.ephemeralStorageMb(
                    input.structure("EphemeralStorage").number("Size").orElse(512));
        if (input.has("TracingConfig"))
            spec = spec.tracing("Active".equals(input.structure("TracingConfig").orNull("Mode")));
        if (input.has("SnapStart"))
            spec = spec.snapStart(
                    "PublishedVersions".equals(input.structure("SnapStart").orNull("ApplyOn")));
        if (input.has("LoggingConfig")) spec = spec.logging(logging(input.structure("LoggingConfig")));
        if (input.has("DeadLetterConfig"))
            spec = spec.deadLetters(
                    input.structure("DeadLetterConfig").optional("TargetArn").orElse(""));
        if (input.has("Layers")) spec = spec.layers(layers(input.list("Layers"), layers));
        if (input.has("TenancyConfig")) spec = spec.tenantIsolation(true);
        return spec;
    }

    private static List<Code> layers(List<String> arns, Layers layers) {
        if (arns.size() > MOST_LAYERS) throw Targets.invalid("Cannot reference more than " + MOST_LAYERS + " layers.");
        var byLayer = new HashMap<String, String>();
        var all = new ArrayList<Code>();
        for (var arn : arns) {
            var layer =
                    layers.find(arn).orElseThrow(() -> Targets.invalid("Layer version " + arn + " does not exist."));
            var other = byLayer.put(layer.layerArn(), arn);
            if (other != null)
                throw Targets.invalid("Two different versions of the same layer are not allowed to be referenced in the"
                        + " same function. " + other + " and " + arn + " are versions of the same layer.");
            all.add(new Code.Layer(layer));
        }
        return all;
    }

    private static int atMost(Input input, String member, int most) {
        var value = input.number(member).orElseThrow();
        if (value <= most) return value;
        var field = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        throw new RequestRefusedException(Refusal.of(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + field
                        + "' failed to satisfy constraint: Member must have value less than or equal to " + most));
    }

    private static FunctionSpec environment(Input environment, FunctionSpec spec) {
        var variables = environment.texts("Variables");
        var json = JsonMapper.shared().valueToTree(variables).toString();
        if (json.getBytes(StandardCharsets.UTF_8).length > 4096)
            throw Targets.invalid("Lambda was unable to configure your environment variables because the environment"
                    + " variables you have provided exceeded the 4KB limit. String measured: " + json);
        return spec.environment(variables);
    }

    private static LoggingConfig logging(Input input) {
        var json = "JSON".equals(input.orNull("LogFormat"));
        return new LoggingConfig(
                json ? LogFormat.JSON : LogFormat.TEXT,
                level(input.orNull("ApplicationLogLevel")),
                level(input.orNull("SystemLogLevel")),
                input.orNull("LogGroup"));
    }

    private static @Nullable LogLevel level(@Nullable String name) {
        return name == null ? null : LogLevel.valueOf(name);
    }

    /// The package that a request brings along.
    static Code code(Input input) {
        requireArchitecture(input);
        if (input.has("ImageUri"))
            throw Targets.invalid("Container images are not supported: give a deployment package with ZipFile.");
        return archive(input);
    }

    /// The archive that a request brings along.
    static Code archive(Input input) {
        if (input.has("S3Bucket"))
            throw Targets.invalid(
                    "Code in S3 is not supported by this version of Samovar: give a package with ZipFile.");
        if (!input.has("ZipFile")) throw Targets.invalid("Please provide a source for function code.");
        final byte[] zip;
        try {
            zip = input.bytes("ZipFile");
        } catch (IllegalArgumentException e) {
            throw Targets.invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
        if (zip.length > LARGEST_ZIP)
            throw new RequestRefusedException(Refusal.of(
                    413,
                    "RequestEntityTooLargeException",
                    "Zipped size must be smaller than " + LARGEST_ZIP + " bytes"));
        return new Code.Zip(Payload.owning(zip));
    }
}
