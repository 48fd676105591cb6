package dev.samovar.java.child;

import dev.samovar.api.Code;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionSpec;
import dev.samovar.api.FunctionState;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import dev.samovar.api.LoggingConfig;
import dev.samovar.api.Payload;
import dev.samovar.api.RuntimeId;
import dev.samovar.api.UpdateStatus;
import dev.samovar.api.Version;
import dev.samovar.spi.FunctionLog;
import dev.samovar.spi.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The function as the host described it, and its surroundings.
///
/// @param task where its code is
/// @param layers where its layers are
record ChildSandbox(
        Path task,
        Path layers,
        Path tmp,
        FunctionVersion version,
        String logGroup,
        String logStream,
        Map<String, String> variables,
        FunctionLog log)
        implements Sandbox {
    /// How many parts tell of a function before its variables.
    static final int DESCRIBED = 12;

    private static final String TASK = "/var/task";
    private static final String LAYERS = "/opt";
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    /// Reads the parts of a frame.
    static ChildSandbox of(List<String> parts, FunctionLog log) {
        var variables = new LinkedHashMap<String, String>();
        for (int i = DESCRIBED; i < parts.size(); i += 2) variables.put(parts.get(i), parts.get(i + 1));
        if (!parts.getFirst().equals(TASK)) {
            variables.put("LAMBDA_TASK_ROOT", parts.getFirst());
            variables.put("TMPDIR", parts.get(2));
        }
        return new ChildSandbox(
                Path.of(parts.get(0)),
                Path.of(parts.get(1)),
                Path.of(parts.get(2)),
                version(parts, variables),
                parts.get(8),
                parts.get(9),
                variables,
                log);
    }

    private static FunctionVersion version(List<String> parts, Map<String, String> variables) {
        var logging = parts.get(10).equals("JSON")
                ? new LoggingConfig(LogFormat.JSON, LogLevel.valueOf(parts.get(11)), null, null)
                : LoggingConfig.TEXT;
        var spec = FunctionSpec.of(parts.get(5), new RuntimeId(parts.get(4)), new Code.Zip(Payload.EMPTY))
                .handler(parts.get(3))
                .memoryMb(Integer.parseInt(parts.get(7)))
                .logging(logging)
                .snapStart("snap-start".equals(variables.get(INITIALIZATION_TYPE)));
        return new FunctionVersion(
                spec,
                Version.parse(parts.get(6)),
                new FunctionArn("aws", variables.getOrDefault("AWS_REGION", ""), "", spec.name(), null),
                FunctionState.ACTIVE,
                "",
                UpdateStatus.SUCCESSFUL,
                "",
                new UUID(0, 0),
                "",
                "",
                0,
                Instant.EPOCH,
                JavaChildBridge.ENGINE,
                "");
    }

    /// Whether its directories are where Lambda has them.
    boolean isAsOnLambda() {
        return task.equals(Path.of(TASK));
    }

    /// Where a file is that Lambda has there.
    Path found(String path) {
        var there = Path.of(path);
        if (there.startsWith(TASK)) return task.resolve(Path.of(TASK).relativize(there));
        return there.startsWith(LAYERS) ? layers.resolve(Path.of(LAYERS).relativize(there)) : there;
    }

    @Override
    public Optional<Path> taskRoot() {
        return Optional.of(task);
    }

    @Override
    public Optional<Path> layerRoot() {
        return Optional.of(layers);
    }

    @Override
    public String initializationType() {
        return variables.getOrDefault(INITIALIZATION_TYPE, "on-demand");
    }

    @Override
    public void overflowed(long bytes) {
        throw new UnsupportedOperationException("the host tells");
    }

    @Override
    public void exited(int status) {
        Runtime.getRuntime().halt(status);
    }
}
