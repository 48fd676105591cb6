package dev.samovar.http.lambda;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.Layers;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Payload;
import dev.samovar.api.Placement;
import dev.samovar.api.Placement.FileSystem;
import dev.samovar.api.Placement.Vpc;
import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.api.RuntimeId;
import dev.samovar.http.shape.Input;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a request changes in a function.
///
/// Source: contract of the Lambda API, "Field ranges and defaults".
final class SpecChange {
    private static final int MOST_LAYERS = 5;
    private static final int MOST_MEMORY = 10240;
    private static final int LARGEST_ZIP = 52_428_800;

    /// The runtimes with SnapStart: Java from 11 on, Python from 3.12, .NET from 8.
    private static final Pattern SNAPSHOTS =
            Pattern.compile("java(1[1-9]|[2-9]\\d)|python3\\.(1[2-9]|[2-9]\\d)|dotnet([89]|[1-9]\\d)");

    private SpecChange() {}

    /// @param layers the layers that functions may use
    static FunctionSpec apply(Input input, FunctionSpec before, Layers layers) {
        if (input.has("ImageConfig")) throw noImages();
        try {
            return applied(input, before, layers);
        } catch (IllegalArgumentException e) {
            throw Targets.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static RequestRefusedException noImages() {
        return Targets.invalid("Container images are not supported: give a deployment package with ZipFile.");
    }

    /// What a request says of where the function would run.
    static Placement placement(Input input, Placement before) {
        var placement = before;
        if (input.has("Architectures"))
            placement = placement.architecture(input.list("Architectures").getFirst());
        if (input.has("KMSKeyArn")) placement = placement.kmsKeyArn(input.text("KMSKeyArn"));
        if (input.has("VpcConfig")) placement = placement.vpc(vpc(input.structure("VpcConfig")));
        if (input.has("FileSystemConfigs"))
            placement = placement.fileSystems(input.structures("FileSystemConfigs").stream()
                    .map(each -> new FileSystem(each.text("Arn"), each.text("LocalMountPath")))
                    .toList());
        return placement;
    }

    private static Vpc vpc(Input input) {
        return new Vpc(
                input.list("SubnetIds"),
                input.list("SecurityGroupIds"),
                input.has("Ipv6AllowedForDualStack") && input.flag("Ipv6AllowedForDualStack"));
    }

    private static FunctionSpec applied(Input input, FunctionSpec before, Layers layers) {
        var spec = before;
        if (input.has("Runtime")) spec = spec.runtime(runtime(input).value());
        if (input.has("Role")) spec = spec.role(input.text("Role"));
        if (input.has("Handler")) spec = spec.handler(input.text("Handler"));
        if (input.has("Description")) spec = spec.description(input.text("Description"));
        if (input.has("Timeout"))
            spec = spec.timeout(Duration.ofSeconds(input.number("Timeout").orElseThrow()));
        if (input.has("MemorySize")) spec = spec.memoryMb(memory(input));
        if (input.has("Environment")) spec = environment(input.structure("Environment"), spec);
        if (input.has("EphemeralStorage"))
            spec = spec.ephemeralStorageMb(
                    input.structure("EphemeralStorage").number("Size").orElse(512));
        if (input.has("TracingConfig"))
            spec = spec.tracing("Active".equals(input.structure("TracingConfig").orNull("Mode")));
        if (input.has("SnapStart"))
            spec = spec.snapStart(
                    "PublishedVersions".equals(input.structure("SnapStart").orNull("ApplyOn")));
        if (input.has("LoggingConfig")) spec = spec.logging(logging(input.structure("LoggingConfig"), spec.logging()));
        if (input.has("DeadLetterConfig"))
            spec = spec.deadLetters(
                    input.structure("DeadLetterConfig").optional("TargetArn").orElse(""));
        if (input.has("Layers")) spec = spec.layers(layers(input.list("Layers"), layers));
        if (input.has("TenancyConfig")) spec = spec.tenantIsolation(true);
        requireSnapshots(spec);
        return spec.placement(placement(input, spec.placement()));
    }

    private static void requireSnapshots(FunctionSpec spec) {
        if (spec.snapStart() && !SNAPSHOTS.matcher(spec.runtime().value()).matches())
            throw Targets.invalid(spec.runtime() + " is not supported for SnapStart enabled functions.");
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

    private static int memory(Input input) {
        var size = input.number("MemorySize").orElseThrow();
        if (size > MOST_MEMORY)
            throw Targets.invalid(
                    "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to "
                            + MOST_MEMORY);
        return size;
    }

    /// The runtime that a request names.
    static RuntimeId runtime(Input input) {
        var name = input.text("Runtime");
        return RuntimeId.find(name)
                .orElseThrow(() -> Targets.invalid("Value " + name
                        + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                        + RuntimeId.creatable() + " or be a valid ARN"));
    }

    private static FunctionSpec environment(Input environment, FunctionSpec spec) {
        var variables = environment.texts("Variables");
        var reserved =
                variables.keySet().stream().filter(FunctionSpec::isReserved).collect(Collectors.joining(", "));
        if (!reserved.isEmpty())
            throw Targets.invalid("Lambda was unable to configure your environment variables because the environment"
                    + " variables you have provided contains reserved keys that are currently not supported for"
                    + " modification. Reserved keys used in this request: " + reserved);
        var json = JsonMapper.shared().valueToTree(variables).toString();
        if (json.getBytes(StandardCharsets.UTF_8).length > 4096)
            throw Targets.invalid("Lambda was unable to configure your environment variables because the environment"
                    + " variables you have provided exceeded the 4KB limit. String measured: " + json);
        return spec.environment(variables);
    }

    /// What is not given stays as it is, but text has no levels.
    private static LoggingConfig logging(Input input, LoggingConfig before) {
        var json = input.has("LogFormat") ? "JSON".equals(input.text("LogFormat")) : before.format() == LogFormat.JSON;
        return new LoggingConfig(
                json ? LogFormat.JSON : LogFormat.TEXT,
                level(input.orNull("ApplicationLogLevel"), json ? before.applicationLevel() : null),
                level(input.orNull("SystemLogLevel"), json ? before.systemLevel() : null),
                input.optional("LogGroup").orElse(before.group()));
    }

    private static @Nullable LogLevel level(@Nullable String name, @Nullable LogLevel before) {
        return name == null ? before : LogLevel.valueOf(name);
    }

    /// The package that a request brings along.
    static Code code(Input input) {
        if (input.has("ImageUri")) throw noImages();
        return archive(input);
    }

    /// The archive that a request brings along.
    static Code archive(Input input) {
        if (input.has("ZipFile") && (input.has("S3Bucket") || input.has("S3Key")))
            throw Targets.invalid("Please do not provide other FunctionCode parameters when providing a ZipFile.");
        if (input.has("S3Bucket") && input.has("S3Key"))
            return new Code.InS3(input.text("S3Bucket"), input.text("S3Key"), input.orNull("S3ObjectVersion"));
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
