package dev.samovar.http.lambda;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.Placement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A version of a function as the API shows it. What is not set is absent, not null.
///
/// Source: AWS Lambda API reference, "FunctionConfiguration".
final class FunctionJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final String CREATING = "The function is being created.";

    private FunctionJson() {}

    /// As lists show it: without its state and the version of its runtime.
    static ObjectNode listed(FunctionVersion version, String arn) {
        return configuration(version, arn);
    }

    /// As an answer about one version shows it.
    static ObjectNode of(FunctionVersion version, String arn) {
        var json = configuration(version, arn);
        json.put("State", capitalised(version.state()));
        if (version.state() == FunctionState.PENDING) {
            json.put("StateReason", CREATING);
            json.put("StateReasonCode", "Creating");
        } else if (version.state() == FunctionState.FAILED) {
            json.put("StateReason", version.stateReason());
            json.put("StateReasonCode", "InternalError");
        }
        lastUpdate(version, json);
        json.putObject("RuntimeVersionConfig").put("RuntimeVersionArn", version.runtimeVersionArn());
        return json;
    }

    private static void lastUpdate(FunctionVersion version, ObjectNode json) {
        switch (version.update()) {
            case SUCCESSFUL -> json.put("LastUpdateStatus", "Successful");
            case IN_PROGRESS -> {
                json.put("LastUpdateStatus", "InProgress");
                json.put("LastUpdateStatusReason", CREATING);
                json.put("LastUpdateStatusReasonCode", "Creating");
            }
            case FAILED -> {
                json.put("LastUpdateStatus", "Failed");
                json.put("LastUpdateStatusReason", version.updateReason());
                json.put("LastUpdateStatusReasonCode", "InternalError");
            }
            case NONE -> {
                if (version.state() == FunctionState.ACTIVE) json.put("LastUpdateStatus", "Successful");
            }
        }
    }

    private static ObjectNode configuration(FunctionVersion version, String arn) {
        var spec = version.spec();
        var json = JsonMapper.shared().createObjectNode();
        json.put("FunctionName", version.name().value());
        json.put("FunctionArn", arn);
        json.put("Runtime", spec.runtime().value());
        json.put("Role", spec.role());
        json.put("Handler", spec.handler());
        json.put("CodeSize", version.codeSize());
        json.put("Description", spec.description());
        json.put("Timeout", spec.timeout().toSeconds());
        json.put("MemorySize", spec.memoryMb());
        json.put("LastModified", time(version.lastModified()));
        json.put("CodeSha256", version.codeSha256());
        json.put("Version", version.version().toString());
        json.put("RevisionId", version.revisionId().toString());
        json.put("PackageType", "Zip");
        placement(spec.placement(), json);
        if (spec.hasEnvironment()) {
            var variables = json.putObject("Environment").putObject("Variables");
            spec.environment().forEach(variables::put);
        }
        layers(spec, json);
        if (!spec.deadLetters().isEmpty()) json.putObject("DeadLetterConfig").put("TargetArn", spec.deadLetters());
        json.putObject("TracingConfig").put("Mode", spec.tracing() ? "Active" : "PassThrough");
        json.putObject("EphemeralStorage").put("Size", spec.ephemeralStorageMb());
        json.putObject("SnapStart")
                .put("ApplyOn", spec.snapStart() ? "PublishedVersions" : "None")
                .put(
                        "OptimizationStatus",
                        spec.snapStart() && !version.version().isLatest() ? "On" : "Off");
        logging(spec, json.putObject("LoggingConfig"));
        if (spec.tenantIsolation()) json.putObject("TenancyConfig").put("TenantIsolationMode", "PER_TENANT");
        return json;
    }

    private static void placement(Placement placement, ObjectNode json) {
        json.putArray("Architectures").add(placement.architecture());
        if (!placement.kmsKeyArn().isEmpty()) json.put("KMSKeyArn", placement.kmsKeyArn());
        if (placement.vpc() != null) {
            var vpc = json.putObject("VpcConfig");
            placement.vpc().subnetIds().forEach(vpc.putArray("SubnetIds")::add);
            placement.vpc().securityGroupIds().forEach(vpc.putArray("SecurityGroupIds")::add);
            vpc.put("VpcId", placement.vpc().subnetIds().isEmpty() ? "" : "vpc-00000000000000000");
            vpc.put("Ipv6AllowedForDualStack", placement.vpc().ipv6());
        }
        if (placement.fileSystems().isEmpty()) return;
        var mounts = json.putArray("FileSystemConfigs");
        for (var each : placement.fileSystems())
            mounts.addObject().put("Arn", each.arn()).put("LocalMountPath", each.localMountPath());
    }

    /// Layers that a host gave as files have no ARN, and do not show.
    private static void layers(FunctionSpec spec, ObjectNode json) {
        var shown = JsonMapper.shared().createArrayNode();
        for (var code : spec.layers())
            if (code instanceof Code.Layer(var version))
                shown.addObject().put("Arn", version.arn()).put("CodeSize", version.codeSize());
        if (!shown.isEmpty()) json.set("Layers", shown);
    }

    private static void logging(FunctionSpec spec, ObjectNode json) {
        var logging = spec.logging();
        json.put("LogFormat", logging.format() == LogFormat.JSON ? "JSON" : "Text");
        if (logging.format() == LogFormat.JSON) {
            json.put("ApplicationLogLevel", level(logging.applicationLevel()));
            json.put("SystemLogLevel", level(logging.systemLevel()));
        }
        json.put("LogGroup", logging.groupOf(spec.name()));
    }

    private static String level(@Nullable LogLevel level) {
        return Objects.requireNonNullElse(level, LogLevel.INFO).name();
    }

    private static String capitalised(FunctionState state) {
        var name = state.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }
}
