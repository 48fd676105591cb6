package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.api.LogFormat;
import dev.samovar.api.LogLevel;
import java.util.Map;
import java.util.TreeMap;

/// The environment variables a function sees: Lambda's own, with those of its configuration over the ones
/// it may override.
///
/// The credentials are worthless on purpose unless a host hands some over, and the instance metadata service is
/// switched off, so that no credential of the host reaches a function by accident.
///
/// Source: AWS Lambda developer guide, "Defined runtime environment variables".
final class Variables {
    private Variables() {}

    static Map<String, String> of(
            FunctionVersion version,
            Map<String, String> ofHost,
            String logGroup,
            String logStream,
            String initializationType) {
        var spec = version.spec();
        var all = new TreeMap<String, String>();
        all.put("TZ", ":UTC");
        all.put("LANG", "en_US.UTF-8");
        all.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        all.put(
                "LD_LIBRARY_PATH",
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib");
        all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        all.put("AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129:2000");
        all.put("_AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129");
        all.put("_AWS_XRAY_DAEMON_PORT", "2000");
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        spec.runtime().nodePath().ifPresent(path -> all.put("NODE_PATH", path));
        boolean isPython = spec.runtime().pythonMinor().isPresent();
        if (isPython) all.put("PYTHONPATH", "/var/runtime");
        spec.runtime().rubyVersion().ifPresent(ruby -> {
            all.put("GEM_PATH", "/var/task/vendor/bundle/ruby/" + ruby + ".0:/opt/ruby/gems/" + ruby + ".0");
            all.put("RUBYLIB", "/var/runtime/lib:/opt/ruby/lib");
        });
        all.putAll(ofHost);
        all.putAll(spec.environment());
        all.put("_HANDLER", spec.handler());
        all.put("AWS_REGION", version.arn().region());
        all.put("AWS_DEFAULT_REGION", version.arn().region());
        if (!spec.runtime().isCustom()) all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
        all.put("AWS_LAMBDA_FUNCTION_NAME", spec.name().value());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMb()));
        all.put("AWS_LAMBDA_FUNCTION_VERSION", version.version().toString());
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType);
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup);
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        all.putIfAbsent("AWS_ACCESS_KEY_ID", "AKIDSAMOVARLOCAL0000");
        all.putIfAbsent("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        all.putIfAbsent("AWS_SESSION_TOKEN", "not-a-token");
        all.put("LAMBDA_TASK_ROOT", "/var/task");
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        if (isPython) all.putIfAbsent("LC_CTYPE", "C.UTF-8");
        // Nobody listens there but for custom runtimes, which are told where; code that only asks whether it is on
        // Lambda finds it.
        all.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
        if (isPython || spec.runtime().nodeMajor().isPresent()) {
            all.put("PWD", "/var/task");
            all.put("SHLVL", "0");
        }
        if (spec.logging().format() == LogFormat.JSON) {
            var level = spec.logging().applicationLevel();
            all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            all.put("AWS_LAMBDA_LOG_LEVEL", (level == null ? LogLevel.INFO : level).name());
        }
        return Map.copyOf(all);
    }
}
