package dev.samovar.core;

import dev.samovar.api.FunctionVersion;
import dev.samovar.core.pool.Environment;
import dev.samovar.core.telemetry.EnvironmentLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Makes sandboxes.
final class Sandboxes {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final EngineOptions options;
    private final Timekeeper time;

    Sandboxes(EngineOptions options, Timekeeper time) {
        this.options = options;
        this.time = time;
    }

    LocalSandbox make(Environment environment, Deployed deployed, boolean provisioned) {
        var version = deployed.version();
        long now = time.millisAt(time.now());
        var stream = DAY.format(Instant.ofEpochMilli(now)) + "/[" + version.version() + "]"
                + options.seams().ids().get().toString().replace("-", "");
        var group = version.spec().logging().groupOf(version.name());
        var log = new EnvironmentLog(version, options.logs().stream(group, stream), () -> time.millisAt(time.now()));
        return new LocalSandbox(
                environment,
                deployed,
                options.directory().resolve("sandboxes").resolve(Long.toString(environment.id())),
                stream,
                initializationType(version, provisioned),
                log,
                options.variables());
    }

    private static String initializationType(FunctionVersion version, boolean provisioned) {
        if (provisioned) return "provisioned-concurrency";
        return version.spec().snapStart() && !version.version().isLatest() ? "snap-start" : "on-demand";
    }
}
